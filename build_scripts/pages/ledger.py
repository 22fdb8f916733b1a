"""The readable ledger: claims, sources and glossary as HTML, made from docs/ledger.

The filters are ordinary check boxes; without JavaScript everything is simply shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from build_scripts.pages.stage_pages import how_read
from build_scripts.reading import ledger as words
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import Claim, Ledger, Source, Term
from build_scripts.reading.places import LANGUAGES
from build_scripts.reading.typography import foreign_runs, is_chinese
from calculators.html import Html, element, fragment, void

TEXTS = {
    "zh": {
        "filter_verdict": "按结论筛选", "filter_caution": "按风险提示筛选", "filter_status": "按状态筛选", "filter_grade": "按等级筛选",
        "all": "全部", "shown": "显示 {shown} 条，共 {all} 条", "says": "文章的意思", "quote": "原文", "reason": "判断理由",
        "omits": "还应当知道", "sources": "依据", "answered": "在指南里看", "none_needed": "无", "kind": "类别", "place": "位置",
        "caution": "注意", "number": "文号", "issued": "发布", "in_force": "施行", "status": "状态", "binds": "约束谁",
        "grade": "等级", "read": "怎么读的", "note": "说明", "publisher": "发布者", "former": "原名 {}", "address": "地址", "official": "官方地址（我们没有打开过）",
        "cite_zh": "引用（中文）", "cite_en": "引用（英文）", "copy": "复制", "valid_until": "有效期", "recheck_by": "应当复查",
        "used": "用在", "ours": "英文标题是本站译的", "also": "别的叫法", "avoid": "不用的说法", "ends": "至 {} 为止", "open": "打开来源",
        "filter_find": "在本页查找", "empty": "没有符合条件的条目。",
    },
    "en": {
        "filter_verdict": "Filter by verdict", "filter_caution": "Filter by caution", "filter_status": "Filter by status", "filter_grade": "Filter by grade",
        "all": "All", "shown": "Showing {shown} of {all}", "says": "What the article says", "quote": "Its own words", "reason": "Why",
        "omits": "What else to know", "sources": "Sources", "answered": "Answered in", "none_needed": "none", "kind": "Kind", "place": "Place",
        "caution": "Caution", "number": "Number", "issued": "Issued", "in_force": "In force", "status": "Status", "binds": "Whom it binds",
        "grade": "Grade", "read": "How it was read", "note": "Note", "publisher": "Publisher", "former": "formerly {}", "address": "Address", "official": "Official address, not opened by us",
        "cite_zh": "Citation in Chinese", "cite_en": "Citation in English", "copy": "Copy", "valid_until": "Valid", "recheck_by": "Due for a check",
        "used": "Used in", "ours": "English title is ours", "also": "Other names", "avoid": "Words we avoid", "ends": "until {}", "open": "Open the source",
        "filter_find": "Find on this page", "empty": "Nothing matches.",
    },
}  # fmt: skip


def marked(text: str, lang: str) -> Html:
    """The text with every run in the other language marked as such."""
    other = "zh-Hans" if lang == "en" else "en"
    return fragment(
        *(element("span", lang=other)(piece) if foreign else piece for piece, foreign in foreign_runs(text, lang))
    )


def _word(table: dict[str, tuple[str, str]], key: str, lang: str) -> str:
    return table[key][LANGUAGES.index(lang)]


def _filter(name: str, label: str, options: Iterable[tuple[str, str, int]], all_label: str) -> Html:
    return element(
        "label",
        element("span", label),
        element("select", data_filter=name)(element("option", value="")(all_label), *(element("option", value=value)(f"{text}（{count}）" if is_chinese(text[-1:]) or is_chinese(text[:1]) else f"{text} ({count})")
              for value, text, count in options if count)),
    )  # fmt: skip


def _filters(filters: list[Html], lang: str, count: int) -> Html:
    """Hidden until the page script shows it: without JavaScript a filter would do nothing."""
    texts = TEXTS[lang]
    # Firefox would restore what was chosen when the page is loaded again, while the list is whole.
    return element("form", class_="cl-filters", data_filters=True, autocomplete="off", hidden=True)(
        *filters,
        element(
            "label",
            element("span", texts["filter_find"]),
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
    """Every claim in the article's order, grouped by where it stands, with filters."""
    texts = TEXTS[lang]
    titles = {section.id: (section.title, page.name) for page in guides[lang] for section in page.sections}
    verdicts = [
        (key, _word(words.VERDICTS, key, lang), sum(c.verdict == key for c in ledger.claims)) for key in words.VERDICTS
    ]
    cautions = [
        (key, _word(words.CAUTIONS, key, lang), sum(key in c.caution for c in ledger.claims)) for key in words.CAUTIONS
    ]
    parts: list[Html] = [
        _filters(
            [
                _filter("verdict", texts["filter_verdict"], verdicts, texts["all"]),
                _filter("caution", texts["filter_caution"], cautions, texts["all"]),
            ],
            lang,
            len(ledger.claims),
        )  # fmt: skip
    ]
    for place in words.PLACES:
        found = [claim for claim in ledger.claims if claim.place == place]
        parts.append(element("p", class_="cl-group", data_group=True)(_word(words.PLACES, place, lang)))
        parts.extend(_claim(claim, ledger, titles, lang) for claim in found)
    parts.append(element("p", data_empty=True, hidden=True)(texts["empty"]))
    return element("div", class_="cl-ledger", data_filterable=True)(*parts)


def _claim(claim: Claim, ledger: Ledger, titles: dict[str, tuple[str, str]], lang: str) -> Html:
    texts = TEXTS[lang]
    said, reason, omits = (getattr(claim, f"{name}{lang}") for name in ("", "reason_", "omits_"))
    title, page = titles.get(claim.section, (claim.section, ""))
    link = element("a", href=f"../{page}/#{claim.section}")(marked(title, lang))
    sources = [
        fragment(
            ("，" if lang == "zh" else ", ") if number else None,
            element("a", href=f"../sources/#source-{wanted}")(marked(source_short(ledger.source(wanted), lang), lang)),
        )
        for number, wanted in enumerate(claim.sources)
    ]
    return element("article", class_="cl-entry", id=f"claim-{claim.id}", aria_labelledby=f"claim-{claim.id}-said", data_verdict=claim.verdict, data_caution=" ".join(claim.caution))(element("p", class_="cl-badges")(element("span", class_=f"cl-verdict cl-verdict-{claim.verdict}")(_word(words.VERDICTS, claim.verdict, lang)), *(element("span", class_="cl-caution")(_word(words.CAUTIONS, caution, lang)) for caution in claim.caution)), element("p", class_="cl-said", id=f"claim-{claim.id}-said")(marked(said, lang)), element("p", marked(reason, lang)), element("p", element("b", texts["omits"] + ("：" if lang == "zh" else ": ")), marked(omits, lang)) if omits else None, _rows([
            (texts["quote"], element("q", lang="zh-Hans")(claim.quote)),
            (texts["answered"], link),
            (texts["sources"], fragment(*sources)),
        ]))  # fmt: skip


def source_short(source: Source, lang: str) -> str:
    """A source's name where a list of them stands in a line."""
    title = source.title if lang == "zh" else source.title_en
    return title if len(title) <= 60 else title[:58].rstrip() + "…"


def citation(source: Source, lang: str) -> str:
    """A citation to copy, in the given language."""
    if lang == "zh":
        parts = [
            source.publisher,
            f"《{source.title}》",
            source.number,
            source.issued,
            source.url,
            f"{source.read} 读（{_HOW_SHORT['zh'][source.how]}）",
        ]
        return "，".join(part for part in parts if part) + "。"
    title = source.title_en if not source.title_en_ours else f"{source.title_en} [title translated by ClearLimit]"
    parts = [
        source.publisher_in("en"),
        f"“{title}”",
        source.number_in("en"),
        source.issued,
        source.url,
        f"read {source.read} ({_HOW_SHORT['en'][source.how]})",
    ]
    return ", ".join(part for part in parts if part) + "."


_HOW_SHORT = {
    "zh": {"live": "原网页", "stored-copy": "存档副本"},
    "en": {"live": "live page", "stored-copy": "stored copy"},
}


def sources(ledger: Ledger, guides: dict[str, list[Page]], lang: str) -> Html:
    """Every source with what it is, whom it binds, what was read of it, and citations to copy."""
    texts = TEXTS[lang]
    used: dict[str, list[tuple[str, str, str]]] = {}
    for page in guides[lang]:
        for section in page.sections:
            for source_id in dict.fromkeys(link.target for link in section.sources):
                used.setdefault(source_id, []).append((page.name, section.id, section.title))
    statuses = [
        (key, _word(words.STATUSES, key, lang), sum(s.status == key for s in ledger.sources)) for key in words.STATUSES
    ]
    grades = [
        (key, _word(words.GRADES, key, lang), sum(s.grade == key for s in ledger.sources)) for key in words.GRADES
    ]
    filters = _filters(
        [_filter("grade", texts["filter_grade"], grades, texts["all"]), _filter("status", texts["filter_status"], statuses, texts["all"])],
        lang, len(ledger.sources),
    )  # fmt: skip
    entries = (_source(source, used.get(source.id, []), lang) for source in ledger.sources)
    empty = element("p", data_empty=True, hidden=True)(texts["empty"])
    return element("div", class_="cl-ledger", data_filterable=True)(filters, *entries, empty)


def _source(source: Source, used: list[tuple[str, str, str]], lang: str) -> Html:
    texts = TEXTS[lang]
    foreign = any(map(is_chinese, source.title))
    heading = (
        element("cite", lang="zh-Hans" if foreign else "en")(source.title)
        if lang == "zh" or not foreign
        else element("cite", source.title_en)
    )
    second = None
    if lang == "en" and foreign:
        second = element(
            "p", element("cite", lang="zh-Hans")(source.title), f" ({texts['ours']})" if source.title_en_ours else None
        )
    former = (
        ("（" if lang == "zh" else " (")
        + texts["former"].format((source.publisher_former_en if lang == "en" else "") or source.publisher_former)
        + ("）" if lang == "zh" else ")")
        if source.publisher_former
        else ""
    )
    used_links = [
        fragment(
            ("，" if lang == "zh" else ", ") if number else None,
            element("a", href=f"../{'' if name == 'index' else name + '/'}#{section}")(marked(title, lang)),
        )
        for number, (name, section, title) in enumerate(used)
    ]
    cites = element(
        "details",
        element(
            "summary",
            f"{texts['cite_zh']} / {texts['cite_en']}" if lang == "en" else f"{texts['cite_zh']}、{texts['cite_en']}",
        ),
        *(
            element(
                "p", element("span", lang="zh-Hans" if each == "zh" else "en", data_copy=True)(citation(source, each))
            )
            for each in LANGUAGES
        ),
    )
    grade = _word(words.GRADES, source.grade, lang)
    return element("article", class_="cl-entry", id=f"source-{source.id}", aria_labelledby=f"source-{source.id}-title", data_grade=source.grade, data_status=source.status)(element("p", class_="cl-badges")(element("span", class_=f"cl-grade cl-grade-{source.grade}")(grade), element("span", class_="cl-status")(_word(words.STATUSES, source.status, lang))), element("p", class_="cl-said", id=f"source-{source.id}-title")(heading), second, _rows([
            (texts["publisher"], marked(source.publisher_in(lang) + former, lang)),
            (texts["number"], marked(source.number_in(lang), lang)),
            (texts["issued"], source.issued),
            (texts["in_force"], source.in_force),
            (texts["valid_until"], _ends(source.valid_until, lang)),
            (texts["recheck_by"], element("span", data_review=source.recheck_by)(source.recheck_by) if source.recheck_by else None),
            (texts["binds"], marked(source.binds_zh if lang == "zh" else source.binds_en, lang)),
            (texts["read"], how_read(source, lang)),
            (texts["note"], marked(source.note_zh if lang == "zh" else source.note_en, lang)),
            (texts["address"], element("a", href=source.url, rel="noopener noreferrer", class_="cl-address")(source.url) if source.url else None),
            (texts["official"], element("a", href=source.url_official, rel="noopener noreferrer", class_="cl-address")(source.url_official) if source.url_official else None),
            (texts["used"], fragment(*used_links) if used else None),
        ], number=texts["number"]), cites)  # fmt: skip


def _ends(day: str, lang: str) -> Html | None:
    return element("span", data_ends=day)(TEXTS[lang]["ends"].format(day)) if day else None


def glossary(ledger: Ledger, lang: str) -> Html:
    """Every term: what it is called in both languages, one sentence, and the words to find it by."""
    texts = TEXTS[lang]
    ordered = sorted(ledger.terms, key=lambda term: term.en.casefold()) if lang == "en" else ledger.terms
    filters = _filters([], lang, len(ledger.terms))
    empty = element("p", data_empty=True, hidden=True)(texts["empty"])
    return element("div", class_="cl-ledger cl-glossary", data_filterable=True)(
        filters, *(_term(term, lang) for term in ordered), empty
    )


def _term(term: Term, lang: str) -> Html:
    texts = TEXTS[lang]
    joint = "、" if lang == "zh" else ", "
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
        _rows([(texts["also"], marked(also, lang)), (texts["avoid"], marked(avoid, lang))]),
    )
