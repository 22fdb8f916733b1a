"""A release as its publisher has it: the archive unpacked, Debian's nginx with the configuration that lies in it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import TEST_ARGUMENTS, chromium
from container_file import configuration
from playwright.sync_api import Browser, expect, sync_playwright
from release_host import Host, unpack

from build_scripts.measuring.serving import header_rules
from build_scripts.publishing.archive import build_archive
from build_scripts.publishing.nginx import HOME
from build_scripts.reading.places import SITE
from build_scripts.set_up import BROTLI_MODULE, PROGRAMS

expect.set_options(timeout=30_000)
NGINX_PROGRAM = shutil.which("nginx", path=PROGRAMS)
# What lies around the release's own file on any machine; here it runs beside whatever nginx the machine has.
AROUND = """
load_module {module};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 2;
{user}
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/temp; proxy_temp_path {folder}/temp; fastcgi_temp_path {folder}/temp;
    uwsgi_temp_path {folder}/temp; scgi_temp_path {folder}/temp;
    include {folder}/release.conf;
}}
"""


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def wait_until_it_answers(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(100):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.05)  # until it listens
    raise AssertionError(f"nginx does not answer: {log.read_text('utf-8') if log.exists() else ''}")


@pytest.fixture(scope="session", params=["/", "/some/where/"], ids=["at-the-root", "below-a-path"])
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    if not NGINX_PROGRAM or not BROTLI_MODULE.exists():
        pytest.skip("nginx is not installed: apt-get install -y nginx libnginx-mod-http-brotli-static wrk")
    if not (SITE / "index.html.br").is_file():
        pytest.exit("no compressed build/site: run `make build` first (`make test-publishing` does)", returncode=2)
    folder, port, prefix = tmp_path_factory.mktemp("host"), free_port(), request.param
    archive = build_archive(
        SITE, folder / "release.zip", site_url=f"http://127.0.0.1:{port}{prefix}", epoch=1_795_941_015
    )
    unpacked = folder / "srv"
    unpack(archive, unpacked)
    subprocess.run(["sha256sum", "-c", "--quiet", "--strict", "manifest.sha256"], cwd=unpacked, check=True)
    # The very file that the container takes.
    config = (unpacked / configuration()).read_text("utf-8")
    assert config.count("listen 80;") == 1 and config.count(f"alias {HOME}/") == 2
    config = config.replace("listen 80;", f"listen 127.0.0.1:{port};").replace(f"alias {HOME}/", f"alias {unpacked}/")
    (folder / "release.conf").write_text(config, "utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(module=BROTLI_MODULE, folder=folder, user=user), "utf-8")
    log = folder / "error.log"
    process = subprocess.Popen(
        [NGINX_PROGRAM, "-e", log, "-p", folder, "-c", folder / "nginx.conf", "-g", "daemon off;"]
    )
    wait_until_it_answers(port, process, log)
    rules = header_rules((unpacked / "site/_headers").read_text("utf-8"))
    yield Host(f"http://127.0.0.1:{port}", prefix, unpacked / "site", rules, log)
    process.terminate()
    process.wait(timeout=10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=list(TEST_ARGUMENTS))
        yield started
        started.close()
