"""Drives Firefox and WebKitGTK, as Debian ships them, by the commands of the W3C's WebDriver.

WebKit's own driver takes them over HTTP. Firefox takes the same ones under the same names through its Marionette, so
that no geckodriver is needed. Decision 0020 says why there is no library between.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

Found = TypeVar("Found")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
CONTROL, TAB, ENTER, ESCAPE, DOWN = "\ue009", "\ue004", "\ue007", "\ue00c", "\ue015"
# Firefox without its own errands, which fail behind a closed network.
FIREFOX_PREFERENCES = {
    "marionette.port": 0,
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.server": "data:,",
}
# The address of each command where it goes over HTTP.
PATHS = {
    "Navigate": "url",
    "Refresh": "refresh",
    "ExecuteScript": "execute/sync",
    "ExecuteAsyncScript": "execute/async",
    "FindElement": "element",
    "ElementClick": "element/{id}/click",
    "ElementSendKeys": "element/{id}/value",
    "PerformActions": "actions",
    "SetWindowRect": "window/rect",
    "SetTimeouts": "timeouts",
    "SwitchToFrame": "frame",
}


class EngineError(Exception):
    """The browser could not be started, or refused a command."""


def until(holds: Callable[[], Found], what: str, *, seconds: float = 60) -> Found:
    """Waits until it holds. Asks again where a changing page cannot answer."""
    end = time.monotonic() + seconds
    refused: Exception | None = None
    while time.monotonic() < end:
        try:
            if found := holds():
                return found
        except EngineError as error:
            refused = error
        time.sleep(0.05)  # until it holds
    raise AssertionError(f"not within {seconds} s: {what}" + (f" ({refused})" if refused else ""))


class Engine:
    """A browser with one window. Each kind knows how to start and how to send a command."""

    version = ""

    def command(self, name: str, **parameters: Any) -> Any:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    # ---- what a test does

    def open(self, address: str) -> None:
        self.command("Navigate", url=address)

    def run(self, script: str, *arguments: Any) -> Any:
        """The value that the function's body returns."""
        return self.command("ExecuteScript", script=script, args=list(arguments))

    def run_later(self, expression: str) -> Any:
        """The value that the promise becomes."""
        return self.command(
            "ExecuteAsyncScript",
            script=f"({expression}).then(arguments[0], (error) => arguments[0](String(error)))",
            args=[],
        )

    def element(self, selector: str) -> str:
        """The first that fits, in the middle of the window: nothing that sticks to an edge lies over it."""
        self.run(
            "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })", selector
        )
        found = self.command("FindElement", using="css selector", value=selector)
        return str(found.get("value", found)[ELEMENT])

    def click(self, selector: str) -> None:
        self.command("ElementClick", id=self.element(selector))

    def type(self, selector: str, text: str) -> None:
        """Types in place of a field's text."""
        field = self.element(selector)
        self.run("const field = document.querySelector(arguments[0]); field.focus(); field.select?.()", selector)
        self.command("ElementSendKeys", id=field, text=text)

    def press(self, *keys: str) -> None:
        """Keys for whatever has the keyboard; of several, the earlier are held."""
        actions = [{"type": "keyDown", "value": key} for key in keys] + [
            {"type": "keyUp", "value": key} for key in reversed(keys)
        ]
        self.command("PerformActions", actions=[{"type": "key", "id": "keyboard", "actions": actions}])

    def text(self, selector: str) -> str:
        return str(self.run("return document.querySelector(arguments[0])?.innerText ?? ''", selector))

    def has(self, selector: str) -> bool:
        return bool(self.run("return document.querySelector(arguments[0]) !== null", selector))

    def into_frame(self) -> None:
        """Switches to the page within the page."""
        self.command("SwitchToFrame", id={ELEMENT: self.element("iframe")})

    def out_of_frame(self) -> None:
        self.command("SwitchToFrame", id=None)


# Opens an address of the site, perhaps as wide as a telephone, and gives the browser that shows it.
Opened = Callable[..., Engine]


class Firefox(Engine):
    name = "Firefox"
    package = "firefox-esr"

    @staticmethod
    def programs() -> dict[str, str | None]:
        return {"firefox": os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")}

    def __init__(self, profile: Path) -> None:
        text = "".join(
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in FIREFOX_PREFERENCES.items()
        )
        (profile / "user.js").write_text(text, "utf-8")
        self._started = subprocess.Popen(
            [str(self.programs()["firefox"]), "--headless", "--marionette", "--no-remote", "--profile", str(profile),
                "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "MOZ_HEADLESS_WIDTH": "1280", "MOZ_HEADLESS_HEIGHT": "900"},
        )  # fmt: skip
        written = profile / "MarionetteActivePort"
        until(lambda: written.is_file() and written.read_text().strip(), "Firefox has started")
        self._line = socket.create_connection(("127.0.0.1", int(written.read_text())), timeout=120)
        self._count = 0
        self._read()
        capabilities = self.command("NewSession", capabilities={"alwaysMatch": {"webSocketUrl": False}})["capabilities"]
        self.version = f"Firefox {capabilities['browserVersion']}"
        self.command("SetWindowRect", width=1280, height=900)

    def command(self, name: str, **parameters: Any) -> Any:
        self._count += 1
        if name == "SwitchToFrame":
            parameters = {"element": parameters["id"][ELEMENT]} if parameters["id"] else {"id": None}
        sent = json.dumps([0, self._count, f"WebDriver:{name}", parameters]).encode()
        self._line.sendall(f"{len(sent)}:".encode() + sent)
        _, _, refused, found = self._read()
        if refused:
            raise EngineError(f"{name}: {refused['error']}: {refused['message']}")
        return found.get("value") if isinstance(found, dict) and set(found) == {"value"} else found

    def _read(self) -> Any:
        head = b""
        while not head.endswith(b":"):
            head += self._received(1)
        return json.loads(self._received(int(head[:-1])))

    def _received(self, size: int) -> bytes:
        parts = b""
        while len(parts) < size:
            part = self._line.recv(size - len(parts))
            if not part:
                raise EngineError("Firefox has gone")
            parts += part
        return parts

    def close(self) -> None:
        self._line.close()
        self._started.terminate()
        self._started.wait(30)


class WebKit(Engine):
    name = "WebKitGTK"
    package = "webkit2gtk-driver xvfb"

    @staticmethod
    def programs() -> dict[str, str | None]:
        browsers = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
        return {
            "driver": shutil.which("WebKitWebDriver"),
            "browser": str(browsers[-1]) if browsers else None,
            "screen": shutil.which("Xvfb"),
        }

    def __init__(self, profile: Path) -> None:
        programs = {name: str(program) for name, program in self.programs().items()}
        read, write = os.pipe()
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._screen = subprocess.Popen(
            [programs["screen"], "-displayfd", str(write), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
            pass_fds=(write,),
            **quiet,
        )
        os.close(write)
        with os.fdopen(read) as told:
            display = told.readline().strip()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = {
            **os.environ,
            "DISPLAY": f":{display}",
            "GDK_BACKEND": "x11",
            "HOME": str(profile),
            "XDG_CACHE_HOME": str(profile / "cache"),
        }
        self._started = subprocess.Popen([programs["driver"], f"--port={port}"], env=environment, **quiet)
        self._address = f"http://127.0.0.1:{port}/session"
        wanted = {"webkitgtk:browserOptions": {"binary": programs["browser"], "args": ["--automation"]}}
        session = until(
            lambda: self._asked("POST", self._address, {"capabilities": {"alwaysMatch": wanted}}), "WebKit has started"
        )
        self._address += f"/{session['sessionId']}"
        self.version = f"WebKitGTK {session['capabilities']['browserVersion']}"
        self.command("SetTimeouts", script=60_000)
        self.command("SetWindowRect", x=0, y=0, width=1280, height=900)

    def command(self, name: str, **parameters: Any) -> Any:
        given = re.findall(r"{(\w+)}", PATHS[name])
        path = PATHS[name].format(**parameters)
        return self._asked(
            "POST", f"{self._address}/{path}", {key: value for key, value in parameters.items() if key not in given}
        )

    def _asked(self, method: str, address: str, parameters: dict[str, Any] | None = None) -> Any:
        body = None if parameters is None else json.dumps(parameters).encode()
        request = urllib.request.Request(address, body, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise EngineError(f"{address.rpartition('/')[2]}: {error.read().decode()}") from error
        except OSError as error:
            raise EngineError(str(error)) from error

    def close(self) -> None:
        try:
            self._asked("DELETE", self._address)
        finally:
            for program in (self._started, self._screen):
                program.terminate()
                program.wait(30)
