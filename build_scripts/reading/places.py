"""Where things are, and the two languages. Nothing here reads or writes."""

from __future__ import annotations

from pathlib import Path

from calculators.register import CALCULATORS

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
LEDGER = DOCS / "ledger"
THEME = DOCS / "theme"
BUILD = ROOT / "build"
CACHE = BUILD / "cache"
STAGED = BUILD / "staged"
SITE = BUILD / "site"
LANGUAGES = ("zh", "en")
HTML_LANG = {"zh": "zh-Hans", "en": "en"}
DEFAULT_SITE_URL = "http://127.0.0.1:8000/"

# In navigation order. The name of a page is its path without language, slashes or suffix.
GUIDES = (
    "guides/late-now",
    "guides/limit-cut",
    "guides/credit-report",
    "guides/what-they-are",
    "guides/limit-factors",
    "guides/before-you-ask",
    "guides/before-a-loan",
    "guides/staying-safe",
    "guides/for-practitioners",
    "guides/risk-and-compliance",
    "guides/caps-and-rates",
)
CALCULATOR_PAGES = tuple(f"calculators/{name}" for name in CALCULATORS)
COURSE_PAGES = ("course/readers", "course/practitioners", "course/risk-teams")
KIT_PAGES = ("course/links", "course/changes")
# Each begins its part of the menu and says which of its pages is for whom.
INDEXES = ("guides", "calculators")
PAGES = (
    "index",
    INDEXES[0],
    *GUIDES,
    INDEXES[1],
    *CALCULATOR_PAGES,
    "calculators/method",
    "desk",
    "teaching",
    *COURSE_PAGES,
    *KIT_PAGES,
    "ledger",
    "sources",
    "glossary",
    "changes",
    "about",
)

# For whoever changes the look: no guide, and in no menu (pages/components.py).
COMPONENTS = "components"


def markdown_file(page: str, lang: str) -> Path:
    return DOCS / lang / f"{page}.md"


def page_url(page: str, lang: str) -> str:
    """The page's address relative to the site's root:
    '' for the Chinese home page, 'en/guides/late-now/' for a guide."""
    return ("" if lang == "zh" else f"{lang}/") + ("" if page == "index" else f"{page}/")


def relative(file: Path) -> str:
    """The file as a fault names it: from the root where it lies below it."""
    return str(file.relative_to(ROOT)) if file.is_relative_to(ROOT) else str(file)


# What changed, as a feed, at the root of each language.
FEED = "changes.atom.xml"
# Not .webmanifest, which many hosts refuse.
MANIFEST = "manifest.json"


def change_id(change: str) -> str:
    """The place of a change of docs/ledger/changes.toml on the page of changes."""
    return f"change-{change}"


# The folders of what is made for courses, in a language's own: a page a section each, so that there are hundreds. They
# are in no menu, search index or sitemap, nor kept for use without a network.
SHORT, EMBED = "s", "embed"


def short_url(section: str, lang: str) -> str:
    """The short address that a section, or a calculator's case, has for ever; relative to the site's root."""
    return f"{page_url('index', lang)}{SHORT}/{section}/"


def is_one_of_hundreds(name: str) -> bool:
    """Whether a file of the site, by its name from the root, is such a page."""
    return name.removeprefix("en/").startswith((f"{SHORT}/", f"{EMBED}/"))
