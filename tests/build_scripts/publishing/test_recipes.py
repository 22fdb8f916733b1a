"""The recipes for publishers do what stands: each command, file, package and address that they name is there."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from container_file import BLOCK, configuration, copied, instructions
from small_site import RELEASED, small_site

from build_scripts import build as whole_build
from build_scripts import set_up
from build_scripts.measuring.serving import header_rules
from build_scripts.publishing.archive import CONTAINER, MANIFEST, build_archive
from build_scripts.publishing.nginx import HOME, NGINX, nginx_config
from build_scripts.reading.places import ROOT, SITE

WORKFLOW = ROOT / "publishing/github-pages.yml"
NOTES = sorted((ROOT / "publishing").glob("*.md"))
ADDRESS = "https://credit.example/kb/"
HEADERS = "/*\n  X-Content-Type-Options: nosniff\n/\n  Cache-Control: no-cache\n"


def jobs() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]
    return found


def steps() -> list[dict[str, Any]]:
    return [step for job in jobs().values() for step in job["steps"]]


def targets() -> set[str]:
    """What `make` can be asked for."""
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """A release of a small site."""
    folder = tmp_path_factory.mktemp("recipes")
    bill = folder / "sbom.cdx.json"
    bill.write_text("{}", "utf-8")
    site = small_site(folder / "site", {"_headers": HEADERS})
    return zipfile.ZipFile(build_archive(site, folder / "release.zip", sbom=bill, site_url=ADDRESS, epoch=RELEASED))


def test_each_command_of_the_workflow_can_be_typed_here() -> None:
    commands = [line for step in steps() for line in step.get("run", "").splitlines()]
    assert commands
    for command in commands:
        program, *words = shlex.split(command)
        asked = set(words) if program == "make" else set()
        assert asked <= targets() and (asked or (ROOT / program).is_file()), command


def test_each_action_of_the_workflow_is_pinned_to_a_commit_and_says_its_version() -> None:
    actions = [step["uses"] for step in steps() if "uses" in step]
    assert len(actions) == 4 == len(steps()) - 1
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action) for action in actions)
    text = WORKFLOW.read_text("utf-8")
    assert all(re.search(rf"{re.escape(action)} # v\d+\.\d+\.\d+$", text, re.MULTILINE) for action in actions)


def test_the_workflow_asks_for_no_more_rights_than_a_job_needs_and_names_only_steps_and_jobs_that_come_before() -> None:
    whole = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    assert whole["permissions"] == {"contents": "read"}
    rights = {
        name: {right for right, kind in job["permissions"].items() if kind == "write"} for name, job in jobs().items()
    }
    assert rights == {"build": set(), "publish": {"pages", "id-token"}}
    assert all(job.get("needs", "build") in jobs() for job in jobs().values())
    for job in jobs().values():
        ids = {step.get("id") for step in job["steps"]}
        assert set(re.findall(r"steps\.(\w+)\.outputs", json.dumps(job))) <= ids
    # A build reads the history: what was published before, and each page's day.
    assert steps()[0]["with"]["fetch-depth"] == 0


def test_the_workflow_publishes_what_the_build_writes() -> None:
    (path,) = (step["with"]["path"] for step in steps() if "upload-pages-artifact" in step.get("uses", ""))
    assert ROOT / path == SITE


@pytest.mark.parametrize("base", ["https://someone.github.io/clearlimit", "https://credit.example"])
def test_the_address_that_the_host_gives_reaches_the_build_with_its_path(
    base: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (step,) = (step for step in steps() if step.get("run") == "make build")
    ((name, said),) = step["env"].items()
    address = re.sub(r"\$\{\{ steps\.pages\.outputs\.base_url \}\}", base, said)
    assert address == f"{base}/"
    # The house's own recipe, with a program in the place of set-up and build that says what it was told.
    show = ["make", "--no-print-directory", "build", "SET_UP=@true", f"RUN=printenv {name} #"]
    done = subprocess.run(show, cwd=ROOT, env={**os.environ, name: address}, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [address]
    built = []
    monkeypatch.setenv(name, address)
    monkeypatch.setattr(whole_build, "BUILD", tmp_path)
    monkeypatch.setattr(whole_build, "_build", lambda site_url, **_: built.append(site_url))
    monkeypatch.setattr(whole_build.standing, "note", lambda _: None)
    monkeypatch.setattr(whole_build.standing, "stands", lambda _: False)
    whole_build.build()
    assert built == [address]


def test_the_container_installs_what_the_tests_start(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []
    monkeypatch.setattr(set_up, "debian_install", lambda *names: installed.extend(names))
    monkeypatch.setattr(set_up.shutil, "which", lambda *_, **__: None)
    set_up.set_up_nginx()
    (run,) = (words for name, words in instructions() if name == "RUN")
    (command,) = (each for each in run.split("&&") if " install " in each)
    named = [word for word in command.split()[2:] if not word.startswith("-")]
    # The last is what puts the host under load.
    assert named == installed[:-1] == ["nginx", "libnginx-mod-http-brotli-static"]
    assert "rm -rf" in run and run.split()[-1] == "/etc/nginx/sites-enabled/default"


def test_the_container_takes_from_the_archive_what_is_in_it(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    assert copied() == {"site": f"{HOME}/site", NGINX: f"{BLOCK}clearlimit.conf"}
    for source in copied():
        assert source in names or any(name.startswith(f"{source}/") for name in names)
    assert archive.read(CONTAINER.name) == CONTAINER.read_bytes()
    # The tests of publishing start the file that this names.
    assert archive.read(configuration()).decode() == nginx_config(header_rules(HEADERS), ADDRESS)


def test_the_container_answers_at_the_port_of_its_configuration_and_runs_until_it_is_told_to_stop(
    archive: zipfile.ZipFile,
) -> None:
    told = dict(instructions())
    ports = re.findall(r"^ +listen (\d+);$", archive.read(configuration()).decode(), re.MULTILINE)
    assert [told["EXPOSE"]] == ports
    assert json.loads(told["CMD"]) == ["nginx", "-g", "daemon off;"]
    # nginx ends at this one once its answers are sent.
    assert told["STOPSIGNAL"] == "SIGQUIT"


def test_the_container_file_names_no_registry_and_leaves_the_base_to_the_publisher() -> None:
    order = [name for name, _ in instructions()]
    assert order[:2] == ["ARG", "FROM"] and dict(instructions())["FROM"] == "${BASE}"
    (name,) = re.findall(r"^BASE=(debian:(?:1[2-9])-slim)$", dict(instructions())["ARG"])
    assert "/" not in name


@pytest.mark.parametrize("note", NOTES, ids=lambda path: path.name)
def test_what_the_notes_for_publishers_tell_to_type_or_open_is_there(note: Path, archive: zipfile.ZipFile) -> None:
    text = note.read_text("utf-8")
    said = re.findall(r"`([^`]+)`", re.sub(r"\s+", " ", text))
    assert set(re.findall(r"\bmake ([a-z-]+)", " ".join(said))) <= targets()
    for name in re.findall(r"`((?:build_scripts|publishing|requirements|docs)/[\w./-]+\.\w+)`", text):
        assert (ROOT / name).is_file(), name
    if note.name == "README.md":
        assert f"unpack the archive at `{HOME}`" in text and f"sha256sum -c --quiet {MANIFEST}" in text
        assert {MANIFEST, NGINX} <= set(archive.namelist()) and f"`{BLOCK}`" in text
        assert f"`{WORKFLOW.name}`" in text
