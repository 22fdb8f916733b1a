"""A course as an IMS Common Cartridge 1.1: modules of web links to its sections, each with a quiz.

The rules come from importers that were run: one root item without a title, links below modules and never below the
root, identifiers that begin with a letter, addresses absolute and ASCII, the namespace as the manifest's first
attribute.
"""

from __future__ import annotations

from collections.abc import Mapping

from build_scripts.kit.qti import assessment
from build_scripts.kit.xml_text import Xml, document, tag
from build_scripts.reading.courses import Course
from build_scripts.reading.places import HTML_LANG, page_url, short_url
from build_scripts.reading.releases import Standing, build_number
from build_scripts.reading.words import words
from build_scripts.runtime.stored_zip import stored_zip

_PROFILE = "http://www.imsglobal.org/profile/cc/ccv1p1"
_CC = "http://www.imsglobal.org/xsd/imsccv1p1"
_QUIZ = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
_LINK = "imswl_xmlv1p1"
_NAMESPACES = {
    "xmlns": f"{_CC}/imscp_v1p1",
    "xmlns:lom": "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource",
    "xmlns:lomimscc": "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_LOCATIONS = (
    ("xmlns", "ccv1p1_imscp_v1p2_v1p0.xsd"),
    ("xmlns:lom", "LOM/ccv1p1_lomresource_v1p0.xsd"),
    ("xmlns:lomimscc", "LOM/ccv1p1_lommanifest_v1p0.xsd"),
)


def cartridge(
    course: Course, titles: Mapping[str, str], lang: str, site_url: str, *, sections: Mapping[str, Standing]
) -> bytes:
    """The package. `titles` are the sections' by their ids, in that language. The site's build number and what each
    of the `sections` says go with it, so that a course can be told later what changed (decision 31)."""
    files: dict[str, bytes] = {}
    resources: list[Xml] = []
    modules: list[Xml] = []
    about = f"{site_url}{page_url(f'course/{course.id}', lang)}"
    _add_link("about", words("course", lang)["course-page"], about, files, resources)
    for module, questions in course.quizzes():
        rows = [_item(f"i-{module.id}-about", "about", words("course", lang)["course-page"])] if not modules else []
        for section in module.sections:
            if f"wl/{section}.xml" not in files:
                address = f"{site_url}{short_url(section, lang)}"
                carried = carried_digest(section, sections, lang)
                _add_link(section, titles[section], address, files, resources, carried)
            rows.append(_item(f"i-{module.id}-{section}", section, titles[section]))
        if questions:
            quiz, title = f"quiz-{module.id}", words("course", lang)["quiz-of"].format(title=module.title[lang])
            files[f"{quiz}/assessment.xml"] = document(assessment(quiz, title, questions, lang))
            resources.append(_resource(quiz, _QUIZ, f"{quiz}/assessment.xml"))
            rows.append(_item(f"i-{quiz}", quiz, title))
        modules.append(tag("item", {"identifier": f"m-{module.id}"}, tag("title", None, module.title[lang]), *rows))
    files["imsmanifest.xml"] = document(_manifest(course, modules, resources, lang, build_number(sections)))
    return stored_zip(files)


def carried_digest(section: str, sections: Mapping[str, Standing], lang: str) -> str:
    """What a package carries in a comment for each of its sections, and the page of changes looks for."""
    return f"clearlimit {section} {sections[section].digests[lang]}"


def _manifest(course: Course, modules: list[Xml], resources: list[Xml], lang: str, build: str) -> Xml:
    locations = " ".join(f"{_NAMESPACES[name]} {_PROFILE}/{file}" for name, file in _LOCATIONS)
    return tag(
        "manifest",
        {
            **_NAMESPACES,
            "identifier": f"clearlimit-{course.id}-{lang}-{build}",
            "xsi:schemaLocation": locations,
        },
        tag(
            "metadata",
            None,
            tag("schema", None, "IMS Common Cartridge"),
            tag("schemaversion", None, "1.1.0"),
            tag(
                "lomimscc:lom",
                None,
                tag(
                    "lomimscc:general",
                    None,
                    tag("lomimscc:title", None, _string(course.title[lang], lang)),
                    tag("lomimscc:language", None, HTML_LANG[lang]),
                    tag(
                        "lomimscc:description",
                        None,
                        _string(
                            words("course", lang)["described"].format(promise=course.promise[lang], build=build), lang
                        ),
                    ),
                ),
            ),
        ),
        tag(
            "organizations",
            None,
            tag(
                "organization",
                {"identifier": "organization", "structure": "rooted-hierarchy"},
                tag("item", {"identifier": "root"}, *modules),
            ),
        ),
        tag("resources", None, *resources),
    )


def _string(text: str, lang: str) -> Xml:
    return tag("lomimscc:string", {"language": HTML_LANG[lang]}, text)


def _item(identifier: str, resource: str, title: str) -> Xml:
    return tag("item", {"identifier": identifier, "identifierref": f"r-{resource}"}, tag("title", None, title))


def _resource(name: str, kind: str, file: str) -> Xml:
    return tag("resource", {"identifier": f"r-{name}", "type": kind}, tag("file", {"href": file}))


def _add_link(
    name: str, title: str, address: str, files: dict[str, bytes], resources: list[Xml], after: str = ""
) -> None:
    location = f"{_CC}/imswl_v1p1 {_PROFILE}/ccv1p1_imswl_v1p1.xsd"
    files[f"wl/{name}.xml"] = document(
        tag(
            "webLink",
            {
                "xmlns": f"{_CC}/imswl_v1p1",
                "xmlns:xsi": _NAMESPACES["xmlns:xsi"],
                "xsi:schemaLocation": location,
            },
            tag("title", None, title),
            tag("url", {"href": address, "target": "_blank"}),
        ),
        after,
    )
    resources.append(_resource(name, _LINK, f"wl/{name}.xml"))
