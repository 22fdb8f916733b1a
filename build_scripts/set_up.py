"""Makes a fresh machine ready: `.venv`, the npm packages, and for the tests a browser and a Chinese font.

Run by the system's Python before anything is installed, so it uses the standard library alone.
A second run with nothing changed does nothing. Packages of the system are installed only by root, never with sudo.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
TOOLS = VENV / "tools.json"
OLDEST_PYTHON = (3, 11)
# What the linters ask for.
OLDEST_NODE = (20, 19)
PYODIDE_WHEELS = VENV / "pyodide-wheels"
# By its name in tools.json: what may be on PATH, the best first. The shell is Chromium without the windows that a test
# never sees, so a page opens in a third of the time; readers have the full browser, so `make bench` measures that one.
BROWSERS = {
    "chromium": ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome"),
    "full_chromium": ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome"),
}
# Only root has the folder of nginx on its PATH.
PROGRAMS = f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin"
BROTLI_MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
INPUTS = ("requirements/all.txt", "requirements/node.txt", "requirements/pyodide.txt", "package-lock.json", ".npmrc")


class SetUpError(Exception):
    """Something the machine lacks and this script may not install; the message says what to type."""


def say(message: str) -> None:
    print(f"set-up: {message}", flush=True)


def run(*command: str | Path, timeout: float | None = None, **options: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [str(part) for part in command], check=True, cwd=ROOT, env=environment, timeout=timeout, text=True, **options
    )


def debian_install(*packages: str) -> None:
    """Installs Debian packages as root; anyone else is told the one command that does it."""
    command = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        raise SetUpError(
            f"please install {', '.join(packages)} with this system's package manager, then run make again"
        )
    if os.geteuid() != 0:
        raise SetUpError(f"please type this as root, then run make again:  apt-get update && {command}")
    say(command)
    try:
        run("apt-get", "update", "-q", capture_output=True)
        run(*command.split(), capture_output=True)
    except subprocess.CalledProcessError as error:
        raise SetUpError(f"this command failed: {command}\n{error.stderr or error.stdout}") from error


def inputs_digest() -> str:
    digest = hashlib.sha256(f"{sys.version_info[:3]} {sys.executable}".encode())
    for name in (*INPUTS, "build_scripts/set_up.py"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def known_tools() -> dict[str, str]:
    try:
        tools = json.loads(TOOLS.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return tools if isinstance(tools, dict) else {}


def write_tools(tools: dict[str, str]) -> None:
    TOOLS.write_text(json.dumps(tools, indent=1, sort_keys=True) + "\n", "utf-8")


def make_virtual_environment() -> None:
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        debian_install(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    say(f"making .venv with Python {sys.version_info.major}.{sys.version_info.minor} and the pinned packages")
    run(sys.executable, "-m", "venv", "--clear", VENV)
    pip_install("requirements/all.txt")


def pip_install(requirements: str) -> None:
    run(VENV / "bin/python", "-m", "pip", "install", "-q", "--require-hashes", "-r", requirements)


def node_version(node: str) -> tuple[int, int]:
    try:
        printed = run(node, "--version", capture_output=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0, 0
    found = re.match(r"v(\d+)\.(\d+)\.", printed)
    return (int(found.group(1)), int(found.group(2))) if found else (0, 0)


def find_node() -> tuple[str, str]:
    """Node and npm, each as a path: the machine's own where new enough, else the pinned wheel's."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_version(node) >= OLDEST_NODE:
        return node, npm
    say(f"no Node {OLDEST_NODE[0]}.{OLDEST_NODE[1]} or newer on PATH: installing the pinned one into .venv")
    pip_install("requirements/node.txt")
    return str(VENV / "bin/node"), str(VENV / "bin/npm")


def install_npm_packages(node: str, npm: str) -> None:
    say("installing the pinned npm packages")
    path = f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    subprocess.run([npm, "ci", "--loglevel=error"], check=True, cwd=ROOT, env={**os.environ, "PATH": path})


def pyodide_python(folder: Path = ROOT / "node_modules/pyodide") -> str:
    """The version of Python that this Pyodide is, such as 3.14."""
    version: str = json.loads((folder / "pyodide-lock.json").read_text("utf-8"))["info"]["python"]
    return ".".join(version.split(".")[:2])


def download_pyodide_wheels() -> None:
    """Wheels that run inside Pyodide only: downloaded and checked against their hashes, not installed."""
    run(
        VENV / "bin/python", "-m", "pip", "download", "-q", "--no-deps", "--require-hashes", "--only-binary=:all:",
        f"--python-version={pyodide_python()}", "--implementation=py", "--abi=none", "--platform=any",
        "-r", "requirements/pyodide.txt", "-d", PYODIDE_WHEELS,
    )  # fmt: skip


def set_up_build() -> None:
    digest = inputs_digest()
    tools = known_tools()
    if tools.get("inputs") == digest and Path(tools.get("node", "")).exists() and (ROOT / "node_modules").is_dir():
        return
    make_virtual_environment()
    node, npm = find_node()
    install_npm_packages(node, npm)
    download_pyodide_wheels()
    write_tools({**{name: tools[name] for name in BROWSERS if name in tools}, "inputs": digest, "node": node})


def playwright_browser() -> str | None:
    """The Chromium that Playwright has already, or gets from its installer in one short try."""
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    path = run(VENV / "bin/python", "-c", ask, capture_output=True).stdout.strip()
    if Path(path).exists():
        return path
    say("trying Playwright's own installer for Chromium")
    try:
        run(VENV / "bin/playwright", "install", "chromium", timeout=60, capture_output=True)
    except (subprocess.SubprocessError, OSError):
        return None
    return path if Path(path).exists() else None


def find_browser(names: tuple[str, ...]) -> str:
    """The path of a browser: the one asked for, one of these names on PATH, or one installed now. Raises SetUpError."""
    asked = os.environ.get("CHROMIUM")
    if asked:
        if not Path(asked).exists():
            raise SetUpError(f"CHROMIUM={asked} names no file")
        return asked
    for name in names:
        if found := shutil.which(name):
            return found
    if found := playwright_browser():
        return found
    problem = SetUpError("no Chromium: set CHROMIUM=/path/to/chromium")
    for name in names[:2]:  # older Debians have no package of the first name
        try:
            debian_install(name)
        except SetUpError as error:
            problem = error
        if found := shutil.which(name):
            return found
    raise problem


def has_chinese_font() -> bool:
    fc_list = shutil.which("fc-list")
    return bool(fc_list and run(fc_list, ":lang=zh-cn", "family", capture_output=True).stdout.strip())


def set_up_browser(kind: str) -> None:
    """Finds or installs the browser of that name in BROWSERS, and a Chinese font. Raises SetUpError."""
    known = known_tools().get(kind, "")
    if Path(known).is_file() and os.environ.get("CHROMIUM") in (None, "", known):
        return
    browser = find_browser(BROWSERS[kind])
    if not has_chinese_font():
        debian_install("fonts-noto-cjk", "fontconfig")
    write_tools({**known_tools(), kind: browser})


def set_up_nginx() -> None:
    """What `make test-publishing` starts: nginx as Debian has it, and wrk, which puts it under load."""
    found = {"nginx": shutil.which("nginx", path=PROGRAMS), "wrk": shutil.which("wrk")}
    if not all(found.values()) or not BROTLI_MODULE.exists():
        debian_install("nginx", "libnginx-mod-http-brotli-static", "wrk")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browser", action="store_true", help="also find or install what the browser tests need")
    parser.add_argument("--full-browser", action="store_true", help="also find or install what the bench measures with")
    parser.add_argument("--nginx", action="store_true", help="also find or install what the publishing tests need")
    wants = parser.parse_args()
    if sys.version_info[:2] < OLDEST_PYTHON:
        wanted, found = ".".join(map(str, OLDEST_PYTHON)), sys.version.split()[0]
        print(
            f"set-up: Python {wanted} or newer is needed; this is {found}. Choose another: PYTHON=python3.13 make …",
            file=sys.stderr,
        )
        return 1
    try:
        set_up_build()
        if wants.browser:
            set_up_browser("chromium")
        if wants.full_browser:
            set_up_browser("full_chromium")
        if wants.nginx:
            set_up_nginx()
    except SetUpError as error:
        print(f"set-up: {error}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"set-up: this command failed: {' '.join(map(str, error.cmd))}\n{error.stderr or ''}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
