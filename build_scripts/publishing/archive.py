"""One archive for whoever publishes the site: the site with its compressed copies, a ready configuration for nginx, a
container file, the bill of materials, and a manifest with the SHA-256 of every file.

The same commit gives the same bytes. Every entry carries the commit's date, since servers tell a new release by it.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from build_scripts.measuring.serving import header_rules
from build_scripts.publishing.nginx import NGINX, nginx_config
from build_scripts.publishing.sbom import SBOM
from build_scripts.reading.places import BUILD, LANGUAGES, ROOT, SITE
from build_scripts.reading.words import words
from build_scripts.runtime.stored_zip import stored_zip

ARCHIVE = BUILD / "clearlimit-release.zip"
MANIFEST = "manifest.sha256"
NOTE = "README.txt"
CONTAINER = ROOT / "publishing/Containerfile"


def note(site_url: str, epoch: int) -> str:
    """How to check and serve the archive, in both languages."""
    day = datetime.fromtimestamp(epoch, UTC).date().isoformat()
    said = (words("zip", lang)["release"].format(day=day, site_url=site_url).rstrip("\n") for lang in LANGUAGES)
    return "\n\n".join((" / ".join(words("site", lang)["name"] for lang in LANGUAGES), *said)) + "\n"


def manifest(files: dict[str, bytes]) -> str:
    """The digest of every file, as `sha256sum -c` reads it."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))


def release_files(site: Path, sbom: Path, site_url: str, epoch: int) -> dict[str, bytes]:
    """What the archive holds but its manifest, by name."""
    served = {f"site/{path.relative_to(site).as_posix()}": path for path in site.rglob("*") if path.is_file()}
    rules = header_rules((site / "_headers").read_text("utf-8"))
    return {
        **{name: path.read_bytes() for name, path in served.items()},
        NGINX: nginx_config(rules, site_url).encode(),
        CONTAINER.name: CONTAINER.read_bytes(),
        sbom.name: sbom.read_bytes(),
        NOTE: note(site_url, epoch).encode(),
    }


def build_archive(site: Path = SITE, target: Path = ARCHIVE, *, sbom: Path = SBOM, site_url: str, epoch: int) -> Path:
    """Writes the archive, and beside it its manifest and its own digest; in place only when they are whole."""
    files = release_files(site, sbom, site_url, epoch)
    listed = manifest(files)
    data = stored_zip({**files, MANIFEST: listed.encode()}, epoch=epoch)
    part = target.with_suffix(".part")
    part.write_bytes(data)
    target.with_suffix(f".{MANIFEST}").write_text(listed, "utf-8")
    target.with_name(f"{target.name}.sha256").write_text(manifest({target.name: data}), "utf-8")
    return part.replace(target)
