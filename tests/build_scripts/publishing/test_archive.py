"""The archive of a release holds the site whole, and a manifest that finds every change in it."""

from __future__ import annotations

import hashlib
import subprocess
import zipfile
from pathlib import Path

from small_site import RELEASED, small_site

from build_scripts.publishing.archive import MANIFEST, build_archive

ADDRESS = "https://intranet.example/credit/"


def site(folder: Path) -> Path:
    return small_site(folder, {"_headers": "/*\n  X-Content-Type-Options: nosniff\n/\n  Cache-Control: no-cache\n"})


def archive_of(folder: Path, target: Path) -> Path:
    """The archive of that small site."""
    bill = folder.parent / "sbom.cdx.json"
    bill.parent.mkdir(exist_ok=True)
    bill.write_text("{}", "utf-8")
    return build_archive(site(folder), target, sbom=bill, site_url=ADDRESS, epoch=RELEASED)


def test_it_holds_the_compressed_copies_too_and_every_entry_carries_the_commits_date(tmp_path: Path) -> None:
    made = archive_of(tmp_path / "a", tmp_path / "release.zip")
    archive = zipfile.ZipFile(made)
    assert archive.namelist() == [
        "Containerfile", "README.txt", "manifest.sha256", "nginx.conf", "sbom.cdx.json",
        "site/_headers", "site/en/index.html", "site/index.html", "site/index.html.br",
    ]  # fmt: skip
    assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 29, 8, 30, 14)}
    note = archive.read("README.txt").decode()
    assert note.count(ADDRESS) == note.count("2026-11-29") == 2


def test_the_same_site_gives_the_same_bytes_and_a_digest_of_its_own(tmp_path: Path) -> None:
    made = [archive_of(tmp_path / name, tmp_path / f"{name}.zip") for name in ("one", "two")]
    assert made[0].read_bytes() == made[1].read_bytes()
    own = (tmp_path / "one.zip.sha256").read_text("utf-8")
    assert own == f"{hashlib.sha256(made[0].read_bytes()).hexdigest()}  one.zip\n"
    assert (tmp_path / f"one.{MANIFEST}").read_bytes() == zipfile.ZipFile(made[0]).read(MANIFEST)


def test_the_manifest_names_every_file_and_finds_a_changed_one(tmp_path: Path) -> None:
    made = archive_of(tmp_path / "a", tmp_path / "release.zip")
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path / "out")
        listed = [line[66:] for line in archive.read(MANIFEST).decode().splitlines()]
        assert listed == [name for name in archive.namelist() if name != MANIFEST]
    check = ["sha256sum", "-c", "--quiet", "--strict", MANIFEST]
    assert subprocess.run(check, cwd=tmp_path / "out", check=False).returncode == 0
    (tmp_path / "out/site/index.html").write_text("z", "utf-8")
    broken = subprocess.run(check, cwd=tmp_path / "out", capture_output=True, text=True, check=False)
    assert broken.returncode == 1 and "site/index.html" in broken.stdout
