"""The build, as a table of contents: what is read, what is made of it, in which order.

`python -m build_scripts.build` writes build/site: plain files for any static host and any sub-path. With ZIP=1 it also
writes the whole site as one zip.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from build_scripts.checks.content import content_faults
from build_scripts.kit.changes import build_changes
from build_scripts.kit.courses import build_courses
from build_scripts.kit.embeds import build_embeds
from build_scripts.kit.links import build_links
from build_scripts.kit.section_picture import build_pictures
from build_scripts.kit.section_words import build_section_words
from build_scripts.kit.short_addresses import build_short_addresses
from build_scripts.pages.components import read_components
from build_scripts.pages.covers.cover import build_covers
from build_scripts.pages.covers.outlines import LetteringError
from build_scripts.pages.finish_pages import copy_pages, finish_pages
from build_scripts.pages.generator import PagesError, build_pages
from build_scripts.pages.link_names import build_link_names
from build_scripts.pages.method import method_markdown
from build_scripts.pages.offline import build_stand_ins
from build_scripts.pages.stage_pages import stage_pages
from build_scripts.publishing.sbom import SBOM, build_sbom
from build_scripts.reading.build_day import source_date_epoch
from build_scripts.reading.guides import Page, read_guides
from build_scripts.reading.ledger import Ledger, LedgerError, read_ledger
from build_scripts.reading.places import BUILD, DEFAULT_SITE_URL, LANGUAGES, SITE
from build_scripts.runtime.build import RuntimeBuildError, build_runtime
from build_scripts.runtime.node import NodeError
from build_scripts.runtime.pyodide_files import PyodideFilesError
from build_scripts.runtime.wheel import build_wheel
from build_scripts.site import standing
from build_scripts.site.asset_names import AssetsError, name_assets
from build_scripts.site.beside import BesideError, beside
from build_scripts.site.compress import compress
from build_scripts.site.downloads import build_downloads
from build_scripts.site.feeds import build_feeds
from build_scripts.site.headers import HeadersError, build_headers
from build_scripts.site.minify import minify_assets
from build_scripts.site.offline import build_offline, leave_online
from build_scripts.site.packages import copy_packages
from build_scripts.site.policy import PolicyError, build_policy
from build_scripts.site.purge_theme import purge_theme
from build_scripts.site.scripts import ScriptError, join_scripts
from build_scripts.site.search import build_search
from build_scripts.site.sections import build_sections
from build_scripts.site.sitemap import build_sitemap
from build_scripts.site.style_sheets import StyleSheetError, join_style_sheets
from build_scripts.site.web_config import build_web_config
from build_scripts.site.zip import build_zip

NEXT = BUILD / "next"
STOPS = (
    AssetsError,
    BesideError,
    HeadersError,
    LedgerError,
    LetteringError,
    NodeError,
    PagesError,
    PolicyError,
    PyodideFilesError,
    RuntimeBuildError,
    ScriptError,
    StyleSheetError,
)


class BuildError(Exception):
    """The build stopped; the message says where and why."""


def site_url() -> str:
    """SITE_URL, which only feeds canonical addresses, the sitemap and the 404 pages."""
    asked = os.environ.get("SITE_URL") or DEFAULT_SITE_URL
    if not asked.startswith(("http://", "https://")) or not asked.endswith("/"):
        raise BuildError(f"SITE_URL={asked} should start with http:// or https:// and end with /")
    if not asked.isascii():
        raise BuildError(f"SITE_URL={asked} should be ASCII (xn--… for a Chinese name): courses link to it")
    return asked


@contextmanager
def checked(guides: Mapping[str, Sequence[Page]], ledger: Ledger) -> Iterator[None]:
    """A fault of the content stops the build. It is looked for beside the block's steps, and told before what they
    stumble over."""
    with beside(lambda: content_faults(guides, ledger)) as faults:
        try:
            yield
        finally:
            if found := faults():
                raise BuildError("\n".join(map(str, found))) from None


def build(*, compressed: bool = True, offline: bool = True) -> bool:
    """The whole site, put in place only when it is complete; False where it stands there already.
    Raises BuildError, with what to do, where one is wrong."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "lock").open("w") as lock:
        # Two builds in one folder wait for each other.
        fcntl.flock(lock, fcntl.LOCK_EX)
        ways = (name for name, is_on in (("compressed", compressed), ("offline", offline)) if is_on)
        asked = (os.environ.get(name, "") for name in ("FRAME_ANCESTORS", "SOURCE_DATE_EPOCH"))
        address = site_url()
        made_of = standing.sources([address, *asked, *ways])
        if standing.stands(made_of) and SBOM.is_file() and os.environ.get("ZIP") != "1":
            return False
        _build(address, compressed=compressed, offline=offline)
        standing.note(made_of)
        return True


def _build(address: str, *, compressed: bool, offline: bool) -> None:
    try:
        ledger = read_ledger()
        guides = read_guides(method_markdown)
        with checked(guides, ledger):
            components = read_components()
            for lang in LANGUAGES:
                stage_pages([*guides[lang], components[lang]], ledger, lang)
            epoch = source_date_epoch(ledger, guides)
            build_pages(address, epoch)
            copy_pages(NEXT)
            copy_packages(NEXT)
            build_link_names(NEXT)
            build_section_words(NEXT)
            runtime = build_runtime(NEXT)
            build_wheel(runtime.wheel, NEXT)
            finish_pages(ledger, guides, components, site_url=address, runtime=runtime, target=NEXT)
            build_stand_ins(guides, NEXT)
            join_scripts(NEXT)
            join_style_sheets(NEXT)
            purge_theme(NEXT)
            minify_assets(NEXT)
            name_assets(NEXT)
            policy = build_policy(NEXT)
        with beside(lambda: build_search(guides, NEXT)):
            build_sections(guides, NEXT)
            build_links(guides, address, NEXT)
            build_changes(guides, ledger.permalinks, NEXT)
            build_pictures(guides, NEXT)
            build_short_addresses(guides, ledger.permalinks, address, NEXT)
            build_embeds(guides, ledger.permalinks, runtime, address, NEXT)
            build_courses(guides, ledger, address, NEXT)
        build_downloads(guides, NEXT)
        build_covers(guides, ledger, NEXT)
        build_feeds(guides, address, NEXT)
        build_sitemap(guides, address, NEXT)
        if offline:
            build_offline(NEXT)
        else:
            leave_online(NEXT)
        build_headers(policy, NEXT)
        build_web_config(NEXT)
        if compressed:
            compress(NEXT)
    except STOPS as error:
        raise BuildError(str(error)) from error
    shutil.rmtree(SITE, ignore_errors=True)
    NEXT.rename(SITE)
    build_sbom(runtime.wheel, epoch)
    if os.environ.get("ZIP") == "1":
        build_zip(epoch=epoch)


def main() -> int:
    start = time.monotonic()
    try:
        is_new = build(compressed="--uncompressed" not in sys.argv, offline="--online-only" not in sys.argv)
    except BuildError as error:
        print(f"build: {error}", file=sys.stderr)
        return 1
    how = f"{time.monotonic() - start:.0f} s" if is_new else "nothing has changed since it was built"
    print(f"build: build/site is ready ({how})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
