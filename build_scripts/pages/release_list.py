"""Each release with the sections that differ from it now, and the place where the page's script compares a course."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from build_scripts.pages.foreign_words import marked
from build_scripts.reading.guides import Page
from build_scripts.reading.places import short_url
from build_scripts.reading.releases import Release, Standing, build_number, releases, standings
from build_scripts.reading.typography import day_in_words
from build_scripts.reading.words import for_script, words
from calculators.html import Html, element


def release_list(guides: Mapping[str, Sequence[Page]], lang: str, known: Sequence[Release] | None = None) -> Html:
    """The newest release first."""
    texts, now = words("release-list", lang), standings(guides)
    titles = {section.id: section.title for page in guides[lang] for section in page.sections}
    known = releases() if known is None else known
    return element("div", class_="cl-releases", data_changes=for_script("changes", lang))(
        element("p", texts["now"], element("code", data_build=True)(build_number(now))),
        (_release(release, now, titles, lang) for release in reversed(known)),
    )


def _release(release: Release, now: Mapping[str, Standing], titles: Mapping[str, str], lang: str) -> Iterator[Html]:
    texts = words("release-list", lang)
    said = texts["release"].format(number=release.number, day=day_in_words(release.day, lang))
    yield element("p", class_="cl-group")(said, element("code", release.build))
    different = [
        name
        for name, old in release.sections.items()
        if name not in now or now[name].digests[lang] != old.digests[lang]
    ]
    if not different:
        yield element("p", texts["same"])
        return
    yield element("p", texts["different"].format(count=len(different)))
    yield element(
        "ul",
        (
            element("li", element("a", href=f"../../{short_url(name, 'zh')}")(marked(titles.get(name, name), lang)))
            for name in different
        ),
    )
