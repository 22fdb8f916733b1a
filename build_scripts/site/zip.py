"""One zip of the whole site for a plain web server without network: `make zip`, or `ZIP=1 make build`.

The same commit gives the same bytes: stored, sorted, the commit's date. Plain servers compare a file's date and length
to tell a reader's browser whether it has changed, so a new release has to carry a new date. Compressed copies stay
out, since plain servers do not use them.
"""

from __future__ import annotations

from pathlib import Path

from build_scripts.reading.places import BUILD, LANGUAGES, SITE
from build_scripts.reading.words import words
from build_scripts.runtime.stored_zip import stored_zip

ZIP = BUILD / "clearlimit-site.zip"
# Beside the site's own files, for whoever unpacks it; its name is the first they look for.
NOTE = "README.txt"


def note() -> str:
    """Instructions to serve the site, in both languages."""
    names = " / ".join(words("site", lang)["name"] for lang in LANGUAGES)
    return "\n\n".join((names, *(words("zip", lang)["note"].rstrip("\n") for lang in LANGUAGES))) + "\n"


def site_zip(site: Path = SITE, *, epoch: int) -> bytes:
    """The zip of a built site: every file but the compressed copies, and a note on how to serve it.
    `epoch`: the release's date, in seconds since 1970."""
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    kept = {name: data for name, data in files.items() if not name.endswith((".br", ".gz"))}
    return stored_zip({**kept, NOTE: note().encode()}, epoch=epoch)


def build_zip(site: Path = SITE, target: Path = ZIP, *, epoch: int) -> Path:
    """Writes the zip, in place only when it is whole."""
    part = target.with_suffix(".part")
    part.write_bytes(site_zip(site, epoch=epoch))
    return part.replace(target)
