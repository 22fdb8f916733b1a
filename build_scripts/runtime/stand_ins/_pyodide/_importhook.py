"""JavaScript's objects as modules: there are none. Python has no way to them, so none out of the page."""


def register_js_finder() -> None:
    """Called once at start."""


def register_windows_finder() -> None:
    """Called once at start."""


def register_js_module(name: str, module: object) -> None:
    """Called at start for `js` and `pyodide_js`."""


def register_module_not_found_hook(packages: object) -> None:
    """Called once at start, with the packages that could be installed."""


def add_note_to_module_not_found_error(error: ModuleNotFoundError) -> None:
    """Called for each such error; it says all there is to say."""
