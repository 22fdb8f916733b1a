"""The texts that explain the core's functions in Python: nobody reads them in the page."""


def get_cmeth_docstring(function: object) -> str:
    """Called for each function of the core that has a text."""
    return ""
