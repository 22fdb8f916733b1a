"""Cartridges: valid by the official schemas of Common Cartridge 1.1 and by the rules inside them, and what importers
want besides."""

from __future__ import annotations

import re
from functools import cache

import pytest
from lxml import etree, isoschematron

from build_scripts.kit.cartridge import cartridge
from build_scripts.kit.qti import accepted
from build_scripts.pages.method import method_markdown
from build_scripts.reading.courses import courses
from build_scripts.reading.guides import Page, read_guides
from build_scripts.reading.places import LANGUAGES, ROOT
from build_scripts.reading.questions import Figure, questions
from build_scripts.reading.releases import build_number, standings
from build_scripts.runtime.stored_zip import read_zip

SITE_URL = "https://credit.example/kb/"
# As they came, with their notices; nobody's build reads them.
SCHEMAS = ROOT / "tests/fixtures/cc11"
CC = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"
WEB_LINK = "{http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1}"
QTI = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}
EVERY = [(course.id, lang) for course in courses() for lang in LANGUAGES]


@cache
def guides() -> dict[str, list[Page]]:
    return read_guides(method_markdown)


@cache
def package(name: str, lang: str) -> dict[str, bytes]:
    course = next(each for each in courses() if each.id == name)
    titles = {section.id: section.title for page in guides()[lang] for section in page.sections}
    return read_zip(cartridge(course, titles, lang, SITE_URL, sections=standings(guides())))


@cache
def schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / name))


@cache
def rules_of_quizzes() -> isoschematron.Schematron:
    """The schema's own further rules: which kind of question may hold what."""
    return isoschematron.Schematron(
        etree.parse(SCHEMAS / "ccv1p1_qtiasiv1p2p1_v1p0.xsd"), store_report=True, validate_schema=False
    )


def schema_of(file: str) -> etree.XMLSchema:
    if file == "imsmanifest.xml":
        return schema("cc11libxml2validator.xsd")
    return schema("ccv1p1_imswl_v1p1.xsd" if file.startswith("wl/") else "ccv1p1_qtiasiv1p2p1_v1p0.xsd")


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_every_file_is_valid_by_the_official_schemas(name: str, lang: str) -> None:
    for file, data in package(name, lang).items():
        wanted = schema_of(file)
        assert wanted.validate(etree.fromstring(data)), f"{file}: {wanted.error_log.last_error}"


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_every_quiz_keeps_the_rules_for_its_kinds_of_question(name: str, lang: str) -> None:
    quizzes = [data for file, data in package(name, lang).items() if file.startswith("quiz-")]
    assert quizzes
    for data in quizzes:
        assert rules_of_quizzes().validate(etree.fromstring(data)), str(rules_of_quizzes().validation_report)[:2000]


def test_the_schemas_find_what_is_wrong() -> None:
    manifest = package("readers", "zh")["imsmanifest.xml"].decode()
    titled = manifest.replace('<item identifier="root">', '<item identifier="root"><title>x</title>', 1)
    assert titled != manifest
    assert not schema("cc11libxml2validator.xsd").validate(etree.fromstring(titled.encode()))
    name = next(file for file in package("readers", "zh") if file.startswith("quiz-"))
    quiz = package("readers", "zh")[name].decode().replace("cc.true_false.v0p1", "cc.essay.v0p1")
    assert not rules_of_quizzes().validate(etree.fromstring(quiz.encode()))


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_importers_find_one_untitled_root_then_modules_then_links(name: str, lang: str) -> None:
    data = package(name, lang)["imsmanifest.xml"]
    # Moodle reads the first 500 bytes, without blanks and quotes.
    head = re.sub(rb"[\s\"']", b"", data[:500])
    assert b"xmlns=http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1" in head
    manifest = etree.fromstring(data)
    (root,) = manifest.findall(f"{CC}organizations/{CC}organization/{CC}item")
    assert root.find(f"{CC}title") is None
    course = next(each for each in courses() if each.id == name)
    modules = root.findall(f"{CC}item")
    assert [module.findtext(f"{CC}title") for module in modules] == [each.title[lang] for each in course.modules]
    assert all(module.get("identifierref") is None for module in modules)
    items = [item for module in modules for item in module.findall(f"{CC}item")]
    assert all(item.get("identifierref") and item.find(f"{CC}item") is None for item in items)
    identifiers = [each.get("identifier") for each in manifest.iter() if each.get("identifier")]
    assert len({*identifiers}) == len(identifiers)
    assert all(re.fullmatch(r"[a-z][a-z0-9_-]*", str(each)) for each in identifiers)
    resources = {each.get("identifier"): each for each in manifest.iter(f"{CC}resource")}
    assert {item.get("identifierref") for item in items} == resources.keys()
    named = {each.get("href") for resource in resources.values() for each in resource}
    assert named | {"imsmanifest.xml"} == package(name, lang).keys()
    # Longer ones are cut in menus.
    assert all(len(str(title.text)) <= 120 for title in manifest.iter(f"{CC}title"))


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_every_address_is_absolute_ascii_and_short(name: str, lang: str) -> None:
    prefix = SITE_URL + ("en/" if lang == "en" else "")
    links = [etree.fromstring(data) for file, data in package(name, lang).items() if file.startswith("wl/")]
    addresses = [str(link.find(f"{WEB_LINK}url").get("href")) for link in links]
    assert all(address.isascii() and address.startswith(prefix) for address in addresses)
    course = next(each for each in courses() if each.id == name)
    short = {address.removeprefix(f"{prefix}s/").rstrip("/") for address in addresses if "/s/" in address}
    assert short == {*course.sections()}
    assert [address for address in addresses if "/s/" not in address] == [f"{prefix}course/{name}/"]


def test_each_kind_of_question_keeps_its_right_answer() -> None:
    files = {f"{lang}": package("readers", lang) for lang in LANGUAGES}
    items = {
        str(item.get("title")): item
        for data in files["en"].values()
        if b"questestinterop" in data
        for item in etree.fromstring(data).iterfind(".//q:item", QTI)
    }

    def right(title: str) -> list[str]:
        item = items[title]
        labels = {
            label.get("ident"): "".join(label.itertext()).strip() for label in item.iterfind(".//q:response_label", QTI)
        }
        conditions = item.findall(".//q:respcondition/q:conditionvar", QTI)
        found = [each for each in conditions if each.find("q:other", QTI) is None]
        chosen = [
            equal for condition in found for equal in condition.iterfind(".//q:varequal", QTI)
            if equal.getparent().tag != f"{{{QTI['q']}}}not"
        ]  # fmt: skip
        return [labels.get(str(equal.text), str(equal.text)) for equal in chosen]

    bank = {question.id: question for question in questions()}
    assert right("report-free-times") == ["2 times"]
    assert right("ask-threshold") == ["False"]
    assert right("late-who-to-call-2") == ["12356"]
    assert "99" in right("use-highest")
    assert "99%" in right("use-highest")
    assert [option.text.en for option in bank["huabei-on-report"].options if option.is_right][0] == "The opening date"


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_true_and_false_are_called_so_in_every_language(name: str, lang: str) -> None:
    """Moodle's importer ends with an error where they are called anything else."""
    quizzes = [etree.fromstring(data) for file, data in package(name, lang).items() if file.startswith("quiz-")]
    found = [
        [label.get("ident") for label in item.iterfind(".//q:response_label", QTI)]
        for quiz in quizzes
        for item in quiz.iterfind(".//q:item", QTI)
        if any("true_false" in str(field.text) for field in item.iterfind(".//q:fieldentry", QTI))
    ]
    assert found and all(each == ["true", "false"] for each in found)


@pytest.mark.parametrize(("name", "lang"), [each for each in EVERY if each[0] != "readers"])
def test_several_right_answers_are_found_as_moodle_looks_for_them(name: str, lang: str) -> None:
    """Its importer takes those compared with `case="Yes"`; without any, nobody can get the question right."""
    course = next(each for each in courses() if each.id == name)
    wanted = [sum(option.is_right for option in each.options) for each in course.questions() if each.kind == "multiple"]
    found = [
        len(item.xpath(".//q:varequal[@case='Yes'][not(parent::q:not)]", namespaces=QTI))
        for file, data in package(name, lang).items()
        if file.startswith("quiz-")
        for item in etree.fromstring(data).iterfind(".//q:item", QTI)
        if any("multiple_response" in str(field.text) for field in item.iterfind(".//q:fieldentry", QTI))
    ]
    assert wanted and sorted(found) == sorted(wanted)


def test_a_sum_may_be_written_in_each_usual_way() -> None:
    form = {
        "principal": ["10000"],
        "periods": ["1"],
        "method": ["single-payment"],
        "rate": ["18"],
        "rate-unit": ["year"],
    }
    assert accepted(Figure("borrowing-cost", "total-paid", "money", form)) == (
        "10150", "10,150", "10150.00", "10,150.00",
    )  # fmt: skip


def test_the_same_input_gives_the_same_bytes() -> None:
    course = courses()[0]
    titles = {section.id: section.title for page in guides()["en"] for section in page.sections}
    now = standings(guides())
    first = cartridge(course, titles, "en", SITE_URL, sections=now)
    assert first == cartridge(course, dict(sorted(titles.items())), "en", SITE_URL, sections=now)


def test_a_package_says_of_which_build_it_is_and_what_its_sections_said() -> None:
    now = standings(guides())
    files = package("readers", "en")
    assert f'identifier="clearlimit-readers-en-{build_number(now)}"'.encode() in files["imsmanifest.xml"]
    digest = now["late-now-today"].digests["en"]
    assert files["wl/late-now-today.xml"].endswith(f"<!-- clearlimit late-now-today {digest} -->\n".encode())
