"""The readable ledger: claims, sources and glossary as HTML, made from docs/ledger.

The filters are ordinary check boxes; without JavaScript everything is simply shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from build_scripts.pages.foreign_words import marked
from build_scripts.pages.stage_pages import how_read
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import CAUTIONS, GRADES, PLACES, STATUSES, VERDICTS, Claim, Ledger, Source, Term
from build_scripts.reading.places import LANGUAGES
from build_scripts.reading.typography import is_chinese
from build_scripts.reading.words import words
from calculators.html import Html, element, fragment, void


def _named(field: str, key: str, lang: str) -> str:
    """The name of a verdict, caution, place, status or grade."""
    return words("ledger", lang)[f"{field}-{key}"]


def choice(name: str, options: Iterable[tuple[str, str, int]], lang: str) -> Html:
    """A choice of one value, or all; an option that no entry has is left out."""
    texts = words("ledger", lang)
    shown = (
        element("option", value=value)(texts["option"].format(name=text, count=count))
        for value, text, count in options
        if count
    )
    return element(
        "label",
        element("span", texts[f"filter-{name}"]),
        element("select", data_filter=name)(element("option", value="")(texts["all"]), *shown),
    )


def filter_form(filters: list[Html], lang: str, count: int) -> Html:
    """Hidden until the page script shows it: without JavaScript a filter would do nothing."""
    texts = words("ledger", lang)
    # Firefox would restore what was chosen when the page is loaded again, while the list is whole.
    return element("form", class_="cl-filters", data_filters=True, autocomplete="off", hidden=True)(
        *filters,
        element(
            "label",
            element("span", texts["filter-find"]),
            void("input", type="search", data_filter_text=True, autocomplete="off"),
        ),
        element("output", data_count=texts["shown"])(texts["shown"].format(shown=count, all=count)),
    )


def _rows(rows: Iterable[tuple[str, object]], *, number: str = "") -> Html:
    """Label and value a row, empty ones left out; the row labelled `number` is marked for steps that read the page."""
    return element("dl", class_="cl-facts")(
        *(
            element("div", data_fact="number" if name == number else None)(element("dt", name), element("dd", value))
            for name, value in rows
            if value
        )
    )


def claims(ledger: Ledger, guides: dict[str, list[Page]], lang: str) -> Html:
    """Every claim in the article's order, grouped by its place there, with filters."""
    texts = words("ledger", lang)
    titles = {section.id: (section.title, page.name) for page in guides[lang] for section in page.sections}
    verdicts = [(key, _named("verdict", key, lang), sum(c.verdict == key for c in ledger.claims)) for key in VERDICTS]
    cautions = [(key, _named("caution", key, lang), sum(key in c.caution for c in ledger.claims)) for key in CAUTIONS]
    parts: list[Html] = [
        filter_form(
            [
                choice("verdict", verdicts, lang),
                choice("caution", cautions, lang),
            ],
            lang,
            len(ledger.claims),
        )
    ]
    for place in PLACES:
        found = [claim for claim in ledger.claims if claim.place == place]
        parts.append(element("p", class_="cl-group", data_group=True)(_named("place", place, lang)))
        parts.extend(_claim(claim, ledger, titles, lang) for claim in found)
    parts.append(element("p", data_empty=True, hidden=True)(texts["empty"]))
    return element("div", class_="cl-ledger", data_filterable=True)(*parts)


def _claim(claim: Claim, ledger: Ledger, titles: dict[str, tuple[str, str]], lang: str) -> Html:
    texts = words("ledger", lang)
    said, reason, omits = (getattr(claim, f"{name}{lang}") for name in ("", "reason_", "omits_"))
    title, page = titles.get(claim.section, (claim.section, ""))
    link = element("a", href=f"../{page}/#{claim.section}")(marked(title, lang))
    sources = [
        fragment(
            texts["joint"] if number else None,
            element("a", href=f"../sources/#source-{wanted}")(marked(source_short(ledger.source(wanted), lang), lang)),
        )
        for number, wanted in enumerate(claim.sources)
    ]
    return element(
        "article",
        class_="cl-entry",
        id=f"claim-{claim.id}",
        aria_labelledby=f"claim-{claim.id}-said",
        data_verdict=claim.verdict,
        data_caution=" ".join(claim.caution),
    )(
        element("p", class_="cl-badges")(
            element("span", class_=f"cl-verdict cl-verdict-{claim.verdict}")(_named("verdict", claim.verdict, lang)),
            *(element("span", class_="cl-caution")(_named("caution", caution, lang)) for caution in claim.caution),
        ),
        element("p", class_="cl-said", id=f"claim-{claim.id}-said")(marked(said, lang)),
        element("p", marked(reason, lang)),
        element("p", element("b", texts["omits"]), marked(omits, lang)) if omits else None,
        _rows(
            [
                (texts["quote"], element("q", lang="zh-Hans")(claim.quote)),
                (texts["answered"], link),
                (texts["sources"], fragment(*sources)),
            ]
        ),
    )


def source_short(source: Source, lang: str) -> str:
    """A source's name for a list within a line."""
    title = source.title if lang == "zh" else source.title_en
    return title if len(title) <= 60 else title[:58].rstrip() + "…"


def citation(source: Source, lang: str) -> str:
    """A citation to copy, in the given language."""
    texts = words("ledger", lang)
    title = source.title if lang == "zh" else source.title_en
    if lang == "en" and source.title_en_ours:
        title = texts["cite-ours"].format(title=title)
    parts = [
        source.publisher_in(lang),
        texts["cite-title"].format(title=title),
        source.number_in(lang),
        source.issued,
        source.url,
        texts[f"cite-read-{source.how}"].format(day=source.read),
    ]
    return texts["joint"].join(part for part in parts if part) + texts["stop"]


def sources(ledger: Ledger, guides: dict[str, list[Page]], lang: str) -> Html:
    """Every source with what it is, whom it binds, what was read of it, and citations to copy."""
    texts = words("ledger", lang)
    used: dict[str, list[tuple[str, str, str]]] = {}
    for page in guides[lang]:
        for section in page.sections:
            for source_id in dict.fromkeys(link.target for link in section.sources):
                used.setdefault(source_id, []).append((page.name, section.id, section.title))
    statuses = [(key, _named("status", key, lang), sum(s.status == key for s in ledger.sources)) for key in STATUSES]
    grades = [(key, _named("grade", key, lang), sum(s.grade == key for s in ledger.sources)) for key in GRADES]
    filters = filter_form(
        [choice("grade", grades, lang), choice("status", statuses, lang)],
        lang,
        len(ledger.sources),
    )
    entries = (_source(source, used.get(source.id, []), lang) for source in ledger.sources)
    empty = element("p", data_empty=True, hidden=True)(texts["empty"])
    return element("div", class_="cl-ledger", data_filterable=True)(filters, *entries, empty)


def _source(source: Source, used: list[tuple[str, str, str]], lang: str) -> Html:
    texts = words("ledger", lang)
    foreign = any(map(is_chinese, source.title))
    heading = (
        element("cite", lang="zh-Hans" if foreign else "en")(source.title)
        if lang == "zh" or not foreign
        else element("cite", source.title_en)
    )
    second = None
    if lang == "en" and foreign:
        second = element(
            "p", element("cite", lang="zh-Hans")(source.title), texts["ours"] if source.title_en_ours else None
        )
    former = (
        texts["former"].format(name=(source.publisher_former_en if lang == "en" else "") or source.publisher_former)
        if source.publisher_former
        else ""
    )
    used_links = [
        fragment(
            texts["joint"] if number else None,
            element("a", href=f"../{'' if name == 'index' else name + '/'}#{section}")(marked(title, lang)),
        )
        for number, (name, section, title) in enumerate(used)
    ]
    cites = element(
        "details",
        element(
            "summary",
            texts["citations"],
        ),
        *(
            element(
                "p", element("span", lang="zh-Hans" if each == "zh" else "en", data_copy=True)(citation(source, each))
            )
            for each in LANGUAGES
        ),
    )
    grade = _named("grade", source.grade, lang)
    return element(
        "article",
        class_="cl-entry",
        id=f"source-{source.id}",
        aria_labelledby=f"source-{source.id}-title",
        data_grade=source.grade,
        data_status=source.status,
    )(
        element("p", class_="cl-badges")(
            element("span", class_=f"cl-grade cl-grade-{source.grade}")(grade),
            element("span", class_="cl-status")(_named("status", source.status, lang)),
        ),
        element("p", class_="cl-said", id=f"source-{source.id}-title")(heading),
        second,
        _rows(
            [
                (texts["publisher"], marked(source.publisher_in(lang) + former, lang)),
                (texts["number"], marked(source.number_in(lang), lang)),
                (texts["issued"], source.issued),
                (texts["in-force"], source.in_force),
                (texts["valid-until"], _ends(source.valid_until, lang)),
                (
                    texts["recheck-by"],
                    element("span", data_review=source.recheck_by)(source.recheck_by) if source.recheck_by else None,
                ),
                (texts["binds"], marked(source.binds_zh if lang == "zh" else source.binds_en, lang)),
                (texts["read"], how_read(source, lang)),
                (texts["note"], marked(source.note_zh if lang == "zh" else source.note_en, lang)),
                (
                    texts["address"],
                    element("a", href=source.url, rel="noopener noreferrer", class_="cl-address")(source.url)
                    if source.url
                    else None,
                ),
                (
                    texts["official"],
                    element("a", href=source.url_official, rel="noopener noreferrer", class_="cl-address")(
                        source.url_official
                    )
                    if source.url_official
                    else None,
                ),
                (texts["used"], fragment(*used_links) if used else None),
            ],
            number=texts["number"],
        ),
        cites,
    )


def _ends(day: str, lang: str) -> Html | None:
    return element("span", data_ends=day)(words("scripts/page", lang)["ends"].format(day=day)) if day else None


def glossary(ledger: Ledger, guides: dict[str, list[Page]], lang: str) -> Html:
    """Every term: its name in both languages, one sentence, the words to find it by, the section that explains it."""
    texts = words("ledger", lang)
    sections = {section.id: (section.title, page.name) for page in guides[lang] for section in page.sections}
    ordered = sorted(ledger.terms, key=lambda term: term.en.casefold()) if lang == "en" else ledger.terms
    filters = filter_form([], lang, len(ledger.terms))
    empty = element("p", data_empty=True, hidden=True)(texts["empty"])
    return element("div", class_="cl-ledger cl-glossary", data_filterable=True)(
        filters, *(_term(term, sections, lang) for term in ordered), empty
    )


def _term(term: Term, sections: Mapping[str, tuple[str, str]], lang: str) -> Html:
    texts = words("ledger", lang)
    joint = texts["list-joint"]
    own, other = (term.zh, term.en) if lang == "zh" else (term.en, term.zh)
    also = joint.join(
        dict.fromkeys((term.synonyms_zh + term.synonyms_en) if lang == "zh" else (term.synonyms_en + term.synonyms_zh))
    )
    avoid = joint.join(term.avoid_zh if lang == "zh" else term.avoid_en)
    return element("article", class_="cl-entry", id=f"term-{term.id}", aria_labelledby=f"term-{term.id}-name")(
        element("p", class_="cl-said", id=f"term-{term.id}-name")(
            element("b", own),
            " ",
            element("span", lang="en" if lang == "zh" else "zh-Hans")(other),
            " ",
            element("span", class_="cl-pinyin", lang="zh-Latn-pinyin")(term.pinyin),
        ),
        element("p", marked(term.sentence_zh if lang == "zh" else term.sentence_en, lang)),
        _rows(
            [
                (texts["also"], marked(also, lang)),
                (texts["avoid"], marked(avoid, lang)),
                (texts["explained"], _section_link(term.section, sections, lang)),
            ]
        ),
    )


def _section_link(section: str, sections: Mapping[str, tuple[str, str]], lang: str) -> Html | None:
    if not section:
        return None
    title, page = sections[section]
    return element("a", href=f"../{page}/#{section}")(marked(title, lang))
