"""The search index, one a language, from the finished pages.

docs/theme/assets/search.js fetches `search/sections.json` when the reader first types. It holds
`sections` (`l` address from the language's root, `t` title, `x` text, `w` weight where it is not 1) and
`words` (a term and the other words for it, from the glossary).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag

from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import Term, read_ledger
from build_scripts.reading.places import LANGUAGES, SITE, page_url

_HEADINGS = ("h1", "h2", "h3")
_BREAKS = ("p", "li", "dt", "dd", "td", "th", "div", "br", "article")
_LEFT_OUT = (
    "form, [data-result], .calc-cases, .calc-private, .cl-cite, .cl-download, .headerlink, .footnote, .footnote-ref,"
    " .cl-index, .cl-changes, .cl-filters, .cl-picks, .cl-releases, [data-alert], output, noscript, "
    "details, script, style, svg, math, .cl-evidence, .cl-meta, .cl-badges, .cl-contacts, .cl-picture, .cl-pinyin, sup,"
    " a[href*='#claim-']"
)
# Pages that name everything weigh less: a guide that answers comes first. '' is the home page.
_WEIGHTS = {
    "": 0.4,
    "guides": 0.2,
    "calculators": 0.2,
    "changes": 0.2,
    "method": 0.6,
    "ledger": 0.25,
    "sources": 0.15,
    "glossary": 0.25,
}
# What people type beside the glossary's words; a row that shares a word with a term joins it.
_MORE_WORDS = {
    "zh": [
        ["提高额度", "提额", "提升额度", "涨额度", "涨额", "调高额度", "增加额度"],
        ["下降", "降低", "下调", "调低", "变少", "减少", "被降", "降了"],
        ["关闭", "注销", "关掉", "销户"],
        ["还不上", "还不起", "没钱还", "无力偿还", "还不了", "还不完"],
        ["晚还", "晚了几天", "忘记还款", "忘了还款", "忘记还", "忘还", "迟还"],
        ["逾期利息", "逾期费", "罚息", "滞纳金", "违约金"],
        ["支付宝", "alipay"],
        ["网贷", "网络贷款", "借呗", "信用贷"],
        ["借得太多", "网贷太多", "欠太多", "借太多"],
    ],
    "en": [
        ["higher limit", "raise my limit", "raise a limit", "increase my limit", "limit increase", "increase limit"],
        ["cut", "lowered", "reduced", "fell", "fall", "dropped"],
        ["close", "cancel", "shut down", "deactivate"],
        ["cannot pay", "can't pay", "cant pay", "unable to pay", "no money to pay"],
        ["missed a payment", "missed payment", "forgot to pay", "late payment"],
        ["four times LPR", "4 times LPR"],
    ],
}


def entries(html: str, url: str) -> list[dict[str, Any]]:
    """The page's sections and ledger entries as the index holds them: the page itself first, at its bare address."""
    article = BeautifulSoup(html, "html.parser").select_one("article.md-content__inner")
    if article is None:
        return []
    name = url.removesuffix("/").rpartition("/")[2]
    for unwanted in article.select(_LEFT_OUT):
        unwanted.decompose()
    if name == "method":
        # Other pages show the parameters where they are used; here search would find them instead of the text that
        # explains them. Nobody searches for a formula's letters.
        for unwanted in article.select("table, .cl-formula + p"):
            unwanted.decompose()
    for entry in article.select(".cl-entry"):
        _shorten(entry)
    found: list[dict[str, Any]] = []
    for node in article.descendants:
        if isinstance(node, Tag):
            if _starts_entry(node):
                title = node if node.name in _HEADINGS else node.select_one(".cl-said") or node
                anchor = "" if not found else f"#{node['id']}"
                found.append({"l": f"{url}{anchor}", "t": _words(title.get_text()), "x": ""})
            elif node.name in _BREAKS and found:
                found[-1]["x"] += " "
        elif found and not node.find_parent([*_HEADINGS]) and not node.find_parent(class_="cl-said"):
            found[-1]["x"] += str(node)
    for section in found:
        section["x"] = _words(section["x"])
        if "#claim-" in section["l"]:
            section["x"] = _first_sentence(section["x"])
        if name in _WEIGHTS:
            section["w"] = _WEIGHTS[name]
    return found


def _shorten(entry: Tag) -> None:
    """A ledger entry keeps its title and one paragraph, a source also its number; guides hold the rest."""
    paragraphs = [each for each in entry.find_all("p", recursive=False) if "cl-said" not in (each.get("class") or [])]
    facts = [row for row in entry.select(".cl-facts > div") if row.get("data-fact") != "number"]
    for unwanted in (*paragraphs[1:], *facts):
        unwanted.decompose()


def _starts_entry(tag: Tag) -> bool:
    return bool(tag.get("id")) and (tag.name in _HEADINGS or "cl-entry" in (tag.get("class") or []))


def _words(text: str) -> str:
    """The text in one line."""
    return re.sub(r"\s+", " ", text).strip()


def _first_sentence(text: str) -> str:
    """The most telling part of a claim's reason; the guide that answers it holds all of it."""
    return re.split(r"(?<=。)|(?<=[.?!]) ", text, maxsplit=1)[0]


def other_words(terms: Iterable[Term], lang: str) -> list[list[str]]:
    """Words of one meaning: a term's name, then all it is found by, without notes in brackets."""
    rows = []
    for term in terms:
        own, other = (term.zh, term.en) if lang == "zh" else (term.en, term.zh)
        pinyin = [_without_tones(term.pinyin)] if lang == "zh" else []
        names = [_bare(name) for name in (own, other, *term.synonyms_zh, *term.synonyms_en, *pinyin)]
        rows.append([name for name in dict.fromkeys(names) if name])
    for more in _MORE_WORDS[lang]:
        kin = next((row for row in rows if set(row) & set(more)), None)
        if kin is None:
            rows.append(list(more))
        else:
            kin += [word for word in more if word not in kin]
    return rows


def _bare(name: str) -> str:
    return re.sub(r"[“”]|\s*[（(].*", "", name).strip()


def _without_tones(pinyin: str) -> str:
    letters = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuvvvvv")
    return re.sub(r"[^a-z]", "", pinyin.lower().translate(letters))


def build_search(guides: dict[str, list[Page]], target: Path = SITE) -> None:
    """Writes both indexes."""
    terms = read_ledger().terms
    for lang in LANGUAGES:
        sections: list[dict[str, Any]] = []
        for page in guides[lang]:
            url = page_url(page.name, lang)
            html = (target / url / "index.html").read_text("utf-8")
            sections += entries(html, url.removeprefix("en/") if lang == "en" else url)
        folder = target / ("search" if lang == "zh" else "en/search")
        folder.mkdir(parents=True, exist_ok=True)
        index = {"words": other_words(terms, lang), "sections": sections}
        (folder / "sections.json").write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")
