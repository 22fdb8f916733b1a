"""Words of the glossary that say what they mean where they stand in a guide: the first use in each part of it.

Plain text work on finished HTML. The word becomes a button that opens a note (`popover`, no script); the notes stand
once a page, at its end, where a browser that knows no popovers shows them as a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from build_scripts.pages.foreign_words import marked
from build_scripts.reading.ledger import Term
from build_scripts.reading.words import words
from calculators.html import Html, element, fragment

_TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z0-9]+)((?:\s[^>]*)?)>")
_ARTICLE = re.compile(r"(<article class=\"md-content__inner[^>]*>)(.*)(</article>)", re.DOTALL)
_CLASS = re.compile(r'class="([^"]*)"')
_BUTTON = re.compile(r'<button type="button" class="cl-term"[^>]*>([^<]*)</button>')
# What a line may not divide from the word: a browser breaks lines on either side of a button, before a full stop too.
_BESIDE = {
    "zh": (
        "[\u201c\u2018\uff08\u300a\u300c]*",
        "[\u201d\u2019\uff09\u300b\u300d\uff0c\u3002\uff1b\uff1a\u3001\uff1f\uff01\u2026]*",
    ),
    "en": (r"[^\s<>;]*", r"[^\s<>&]*"),
}
_TIED = re.compile(r'<span class="cl-tied">(.*?)</span>')
_NOTES = re.compile(r'<div class="cl-words">.*?</div></div>', re.DOTALL)
# In either script; and what opens or closes a quotation or a title.
_BRACKETS = re.compile(r"\s*[(\uff08].*?[)\uff09]")
_QUOTED = re.compile(r"[\u201c\u201d\u300a\u300b]")
_VOID = frozenset({"br", "hr", "img", "input", "wbr", "col", "meta", "link"})
# Where a word is explained: running text. Boxes hold it too, but those that are copied, quoted or small.
_AROUND = frozenset({"p", "ul", "ol", "li", "dl", "dd", "strong", "em"})
_BOXES = frozenset({"cl-in-short", "cl-to-do", "cl-do-not", "cl-example"})
_NOT_HERE = frozenset({"cl-meta", "cl-print-address", "cl-contacts", "cl-sources-title"})
# One a paragraph: a sentence full of dotted lines is no sentence.
_PARAGRAPHS = frozenset({"p", "li", "dd"})
_LONGEST = {"zh": 10, "en": 28}


def names(term: Term, lang: str) -> tuple[str, ...]:
    """How the word stands in a text, its other names too; none that is quoted or too long for one line."""
    return tuple(name for name in _all_names(term, lang) if len(name) <= _LONGEST[lang] and not _QUOTED.match(name))


def explained(html: str, terms: Sequence[Term], lang: str, *, up: str) -> str:
    """The page with its glossary words made to explain themselves. `up` leads to the language's root."""
    article = _ARTICLE.search(html)
    if not article:
        return html
    used: dict[str, Term] = {}
    inside = "".join(_pieces(article.group(2), terms, lang, used))
    if not used:
        return html
    notes = _notes(list(used.values()), lang, up)
    return f"{html[: article.start(2)]}{inside}{notes}{html[article.end(2) :]}"


def unexplained(html: str) -> str:
    """The same without: for copies that stand elsewhere."""
    return _BUTTON.sub(r"\1", _TIED.sub(r"\1", _NOTES.sub("", html)))


@cache
def _pattern(terms: tuple[Term, ...], lang: str) -> re.Pattern[str]:
    """Any word of the glossary, the longest first: 逾期利息 is not 逾期."""
    whole = sorted({_QUOTED.sub("", name) for term in terms for name in _all_names(term, lang)}, key=len, reverse=True)
    said = "|".join(map(re.escape, whole))
    return re.compile(said if lang == "zh" else rf"\b(?:{said})s?\b(?!-)", re.IGNORECASE)


def _all_names(term: Term, lang: str) -> tuple[str, ...]:
    """Without what the glossary adds in brackets."""
    whole, others = (term.zh, term.synonyms_zh) if lang == "zh" else (term.en, term.synonyms_en)
    return (_BRACKETS.sub("", whole), *others)


def _pieces(html: str, terms: Sequence[Term], lang: str, used: dict[str, Term]) -> Iterator[str]:
    pattern = _pattern(tuple(terms), lang)
    by_name = {name.casefold(): term for term in terms if term.explained for name in names(term, lang)}
    open_tags: list[tuple[str, bool]] = []
    said: set[str] = set()
    is_free = True

    def replaced(found: re.Match[str]) -> str:
        nonlocal is_free
        name = found.group().casefold()
        term = by_name.get(name) or by_name.get(name.removesuffix("s"))
        if not term or term.id in said or not is_free:
            return found.group()
        said.add(term.id)
        used[term.id] = term
        is_free = False
        return f'<button type="button" class="cl-term" popovertarget="word-{term.id}">{found.group()}</button>'

    for piece in _TOKEN.findall(html):
        tag = _TAG.fullmatch(piece)
        if not tag:
            is_text = not piece.startswith("<") and any(name in _PARAGRAPHS for name, _ in open_tags)
            yield _tied(pattern.sub(replaced, piece), lang) if is_text and all(fits for _, fits in open_tags) else piece
            continue
        closes, name, rest = tag.groups()
        if name == "h2" and not closes:
            said.clear()
        if closes:
            while open_tags and open_tags.pop()[0] != name:
                pass
        elif name not in _VOID and not rest.endswith("/"):
            open_tags.append((name, _is_around(name, rest)))
            is_free = is_free or name in _PARAGRAPHS
        yield piece


def _tied(text: str, lang: str) -> str:
    """Each word with the marks that touch it in one span, which no line divides."""
    before, after = _BESIDE[lang]

    def tied(found: re.Match[str]) -> str:
        return f'<span class="cl-tied">{found[0]}</span>' if found[1] or found[2] else found[0]

    return re.sub(f"({before}){_BUTTON.pattern}({after})".replace("([^<]*)</", "[^<]*</"), tied, text)


def _is_around(name: str, attributes: str) -> bool:
    found = _CLASS.search(attributes)
    classes = set(found.group(1).split()) if found else set()
    if name == "div":
        return bool(classes & _BOXES)
    return name in _AROUND and not classes & _NOT_HERE


def _notes(terms: Sequence[Term], lang: str, up: str) -> Html:
    texts = words("guides", lang)
    return element("div", class_="cl-words")(
        element("p", class_="cl-words-title")(texts["words"]), fragment(*(_note(term, lang, up) for term in terms))
    )


def open_note(term: Term, lang: str, up: str) -> Html:
    """A word's note as it stands when it is open, without its word."""
    return _note(term, lang, up, is_popover=False)


def _note(term: Term, lang: str, up: str, *, is_popover: bool = True) -> Html:
    own, other, code = (term.zh, term.en, "en") if lang == "zh" else (term.en, term.zh, "zh-Hans")
    shown = {"id": f"word-{term.id}", "popover": True} if is_popover else {}
    return element("div", class_="cl-word", **shown, role="note", aria_label=own)(
        element("p")(
            element("b", own),
            " ",
            element("span", lang=code)(other),
            " ",
            element("span", class_="cl-pinyin", lang="zh-Latn-pinyin")(term.pinyin),
        ),
        element("p", marked(term.sentence_zh if lang == "zh" else term.sentence_en, lang)),
        element("p", element("a", href=f"{up}glossary/#term-{term.id}")(words("guides", lang)["word-entry"])),
    )
