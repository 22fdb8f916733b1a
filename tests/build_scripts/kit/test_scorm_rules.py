"""SCORM packages against the rules of SCORM 1.2 and of platforms, each rule with a package that breaks it.

The official schemas came without a licence to hand them on, so the rules are written out here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from lxml import etree
from scorm_packages import ADL, CP, EVERY, package

# What each element may hold, in this order: a name, and whether it must stand there and may stand there often.
ONE, MAYBE, MANY, ANY = "one", "maybe", "many", "any"
SHAPE: dict[str, dict[str, str]] = {
    f"{CP}manifest": {f"{CP}metadata": ONE, f"{CP}organizations": ONE, f"{CP}resources": ONE},
    f"{CP}metadata": {f"{CP}schema": ONE, f"{CP}schemaversion": ONE},
    f"{CP}organizations": {f"{CP}organization": MANY},
    f"{CP}organization": {f"{CP}title": ONE, f"{CP}item": MANY},
    f"{CP}item": {f"{CP}title": ONE, f"{CP}item": ANY, f"{ADL}masteryscore": MAYBE},
    f"{CP}resources": {f"{CP}resource": MANY},
    f"{CP}resource": {f"{CP}file": MANY},
    f"{CP}file": {},
}
NEEDED = {
    f"{CP}manifest": {"identifier", "version"},
    f"{CP}organizations": {"default"},
    f"{CP}organization": {"identifier"},
    f"{CP}item": {"identifier", "identifierref"},
    f"{CP}resource": {"identifier", "type", "href", f"{ADL}scormtype"},
    f"{CP}file": {"href"},
}
# What holds text alone, and how much of it at most.
LONGEST = {f"{CP}title": 200, f"{CP}schema": 100, f"{CP}schemaversion": 20, f"{ADL}masteryscore": 200}


def name_of(element: etree._Element) -> str:
    return etree.QName(element).localname


def broken_rules(files: dict[str, bytes]) -> Iterator[str]:
    """What is wrong with a package, a sentence each."""
    if "imsmanifest.xml" not in files:
        yield "no manifest at the root"
        return
    root = etree.fromstring(files["imsmanifest.xml"])
    if root.tag != f"{CP}manifest":
        yield "the root is no manifest of IMS Content Packaging 1.1.2"
        return
    for element in root.iter():
        yield from broken_shape(element)
    every = [element.get("identifier") for element in root.iter() if element.get("identifier") is not None]
    yield from (f"no XML name: {each}" for each in every if not re.fullmatch(r"[A-Za-z_][\w.-]*", each, re.ASCII))
    if len(set(every)) < len(every):
        yield "an identifier stands twice"
    said = [root.findtext(f"{CP}metadata/{CP}{name}") for name in ("schema", "schemaversion")]
    if said != ["ADL SCORM", "1.2"]:
        yield f"another version: {said}"
    organizations = root.find(f"{CP}organizations")
    if organizations is not None and organizations.get("default") not in {e.get("identifier") for e in organizations}:
        yield "the default organization is not there"
    resources = {element.get("identifier"): element for element in root.iter(f"{CP}resource")}
    for item in root.iter(f"{CP}item"):
        if item.get("identifierref") not in resources:
            yield "an item of no resource"
    for score in root.iter(f"{ADL}masteryscore"):
        if not re.fullmatch(r"\d{1,3}", score.text or "") or int(score.text) > 100:
            yield "the mastery score is no number from 0 to 100"
    listed: set[str | None] = set()
    for resource in resources.values():
        own = {element.get("href") for element in resource.iter(f"{CP}file")}
        listed |= own
        if resource.get(f"{ADL}scormtype") not in ("sco", "asset"):
            yield "no scormtype in lower case"
        if resource.get("type") != "webcontent":
            yield "a resource is no webcontent"
        if (resource.get("href") or "").split("?")[0] not in own:
            yield "a resource opens a file that it does not list"
    if listed != files.keys() - {"imsmanifest.xml"}:
        yield "the files listed are not the files packed"


def broken_shape(element: etree._Element) -> Iterator[str]:
    if missing := NEEDED.get(element.tag, set()) - {*element.keys()}:
        yield f"{name_of(element)} lacks {min(missing).removeprefix(ADL)}"
    if len(element.text or "") > LONGEST.get(element.tag, 9999):
        yield f"{name_of(element)} is too long"
    if element.tag not in SHAPE:
        if len(element) or element.tag not in LONGEST:
            yield f"{name_of(element)} is not known"
        return
    wanted, held = SHAPE[element.tag], [child.tag for child in element]
    if [tag for tag in wanted for _ in range(held.count(tag))] != held:
        yield f"{name_of(element)} holds something unknown, or in another order"
    for tag, how_many in wanted.items():
        count = held.count(tag)
        if (not count and how_many in (ONE, MANY)) or (count > 1 and how_many in (ONE, MAYBE)):
            yield f"{name_of(element)} holds {count} of {etree.QName(tag).localname}"


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_a_package_breaks_no_rule(name: str, lang: str) -> None:
    assert list(broken_rules(package(name, lang))) == []


def manifest(old: str, new: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    def change(files: dict[str, bytes]) -> dict[str, bytes]:
        text = files["imsmanifest.xml"].decode()
        assert re.search(old, text), old
        return {**files, "imsmanifest.xml": re.sub(old, new, text, count=1).encode()}

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda files: {f"course/{name}": data for name, data in files.items()}, "no manifest at the root"),
        (lambda files: {**files, "more.js": b""}, "the files listed are not the files packed"),
        (lambda files: {name: files[name] for name in files if name != "course.css"}, "not the files packed"),
        (manifest("imscp_rootv1p1p2", "imscp_v1p1"), "no manifest of IMS Content Packaging"),
        (manifest("adlcp:scormtype", "adlcp:scormType"), "resource lacks scormtype"),
        (manifest('scormtype="sco"', 'scormtype="SCO"'), "no scormtype in lower case"),
        (manifest("<schemaversion>1.2", "<schemaversion>2004 4th Edition"), "another version"),
        (manifest("(<schema>.*</schema>)(<schemaversion>.*</schemaversion>)", r"\2\1"), "in another order"),
        (manifest("<schema>.*?</schema>", ""), "metadata holds 0 of schema"),
        (manifest('default="organization"', 'default="course"'), "the default organization is not there"),
        (manifest('identifierref="r-lesson"', 'identifierref="lesson"'), "an item of no resource"),
        (manifest('identifier="lesson"', 'identifier="organization"'), "an identifier stands twice"),
        (manifest('identifier="lesson"', 'identifier="1-lesson"'), "no XML name: 1-lesson"),
        (manifest(' identifier="lesson"', ""), "item lacks identifier"),
        (manifest(">60<", ">60%<"), "the mastery score is no number"),
        (manifest(">60<", ">160<"), "the mastery score is no number"),
        (manifest('type="webcontent"', 'type="text"'), "a resource is no webcontent"),
        (manifest(' href="index.html"', ' href="start.html"'), "opens a file that it does not list"),
        (manifest("<title>", "<title>" + "x" * 200), "title is too long"),
        (manifest("</title>", "</title><title>x</title>"), "organization holds 2 of title"),
        (manifest("<resources>", "<resources><note/>"), "note is not known"),
    ],
)
def test_a_package_that_breaks_a_rule_is_found(
    change: Callable[[dict[str, bytes]], dict[str, bytes]], said: str
) -> None:
    found = list(broken_rules(change(package("readers", "en"))))
    assert any(said in each for each in found), found
