"""Every heading has an explicit id that says what it is about, unique over the site and the same in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from build_scripts.reading.guides import Fault, Page, Section
from build_scripts.reading.places import LANGUAGES, PAGES, markdown_file, relative

_KEBAB = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_GENERIC = frozenset(
    [
        "about",
        "background",
        "basics",
        "conclusion",
        "contact",
        "contacts",
        "content",
        "contents",
        "definition",
        "definitions",
        "details",
        "do-not",
        "example",
        "examples",
        "faq",
        "further-reading",
        "in-short",
        "intro",
        "introduction",
        "key-points",
        "limits",
        "links",
        "more",
        "next",
        "next-steps",
        "note",
        "notes",
        "overview",
        "questions",
        "read-more",
        "reason",
        "reasons",
        "references",
        "related",
        "related-links",
        "resources",
        "rules",
        "section",
        "see-also",
        "sources",
        "steps",
        "summary",
        "table",
        "tips",
        "title",
        "top",
        "what-next",
        "what-to-do",
        "why",
    ]
)


def check_headings(guides: Mapping[str, Sequence[Page]], *, wanted: Sequence[str] = PAGES) -> list[Fault]:
    """Faults of one page first, then of the site, then of the two languages against each other."""
    faults = []
    for pages in guides.values():
        for page in pages:
            faults += _page(page)
        faults += _repeated(pages)
    return faults + _missing(guides, wanted) + _languages(guides)


def _page(page: Page) -> list[Fault]:
    faults = []
    tops = [section for section in page.sections if section.level == 1]
    if not tops:
        faults.append(
            Fault(page.file, page.shift + 1, "this page has no h1; its first heading should be '# Title { #page-id }'")
        )
    for extra in tops[1:]:
        faults.append(
            Fault(page.file, extra.line, f"'{extra.title}' is a second h1; one page has one, so please make it '## …'")
        )
    if tops and page.sections[0] is not tops[0]:
        first = page.sections[0]
        faults.append(
            Fault(page.file, first.line, f"'{first.title}' stands before the h1; the page should begin with its h1")
        )
    for section in page.sections:
        if fault := _id_fault(section):
            faults.append(Fault(page.file, section.line, fault))
        if not section.title:
            faults.append(Fault(page.file, section.line, "this heading has no words; please give it a title"))
        if section.level > 3:
            faults.append(
                Fault(page.file, section.line, f"'{section.title}' is an h{section.level}; headings go down to h3")
            )
    for above, section in zip(page.sections, page.sections[1:], strict=False):
        if section.level > above.level + 1:
            message = (
                f"'{section.title}' is an h{section.level} right after an h{above.level};"
                " please go down one level at a time"
            )
            faults.append(Fault(page.file, section.line, message))
    return faults


def _id_fault(section: Section) -> str | None:
    if not section.id:
        return f"'{section.title}' has no id; please end the heading with one, like {{ #what-it-is-about }}"
    if not _KEBAB.fullmatch(section.id):
        return f"the id '{section.id}' should be lower-case ASCII words joined by hyphens, like limit-factors-behaviour"
    if section.id in _GENERIC or ("-" not in section.id and section.level > 1):
        return (
            f"the id '{section.id}' could stand on any page;"
            " please say what the section is about, like limit-factors-behaviour"
        )
    return None


def _repeated(pages: Sequence[Page]) -> list[Fault]:
    faults = []
    seen: dict[str, tuple[Page, Section]] = {}
    for page in pages:
        for section in page.sections:
            if not section.id:
                continue
            if section.id in seen:
                first, before = seen[section.id]
                message = (
                    f"the id '{section.id}' is already at {first.file}:{before.line};"
                    " an id names one heading on the whole site"
                )
                faults.append(Fault(page.file, section.line, message))
            else:
                seen[section.id] = (page, section)
    return faults


def _missing(guides: Mapping[str, Sequence[Page]], wanted: Sequence[str]) -> list[Fault]:
    return [
        Fault(
            relative(markdown_file(name, lang)),
            0,
            f"the page '{name}' is not there in '{lang}'; every page stands in both languages",
        )
        for lang in LANGUAGES
        for name in wanted
        if name not in {page.name for page in guides.get(lang, ())}
    ]


def _languages(guides: Mapping[str, Sequence[Page]]) -> list[Fault]:
    faults = []
    english = {page.name: page for page in guides.get("en", ())}
    for chinese in guides.get("zh", ()):
        if other := english.get(chinese.name):
            faults += _pair(chinese, other)
    return faults


def _pair(chinese: Page, english: Page) -> list[Fault]:
    """The first difference only: one heading too many would put all that follow out of step."""
    for here, there in zip(chinese.sections, english.sections, strict=False):
        if here.id != there.id:
            message = (
                f"the id '{there.id}' stands where {chinese.file}:{here.line} has '{here.id}';"
                " ids and their order are the same in both"
            )
            return [Fault(english.file, there.line, message)]
        if here.level != there.level:
            message = (
                f"'{there.id}' is an h{there.level}, and an h{here.level} at {chinese.file}:{here.line};"
                " levels are the same in both"
            )
            return [Fault(english.file, there.line, message)]
    longer, shorter = (chinese, english) if len(chinese.sections) > len(english.sections) else (english, chinese)
    if len(longer.sections) > len(shorter.sections):
        extra = longer.sections[len(shorter.sections)]
        return [
            Fault(
                longer.file,
                extra.line,
                f"the heading '{extra.id}' is missing in {shorter.file}; both languages have the same headings",
            )
        ]
    return []
