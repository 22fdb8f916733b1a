"""What changed since a course was built: a dropped package, or its build number, against the site as it is."""

from __future__ import annotations

import io
import json
import zipfile

from accessibility import violations
from playwright.sync_api import Page, expect

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.courses import courses
from build_scripts.reading.places import page_url

CHANGED, SAME, GONE, MOVED = "limit-factors-behaviour", "late-now", "late-now-of-old", "limit-cut-ask"


def aged(server: SiteServer, lang: str) -> bytes:
    """The data as they will be once a section was rewritten, one withdrawn and one moved since a release."""
    data = json.loads(server.files[f"course/changes.{lang}.json"])
    old = {name: row[:2] for name, row in data["now"].items()}
    old[CHANGED] = [old[CHANGED][0], "0000aaaa"]
    old[MOVED] = ["guides/late-now", old[MOVED][1]]
    old[GONE] = ["guides/late-now", "0000bbbb"]
    data["releases"] = {"11112222": {"number": 1, "day": "2026-11-29", "sections": old}}
    data["heirs"] = {GONE: SAME}
    data["texts"] = {"0000aaaa": "T\nOld words.\nKept words.", data["now"][CHANGED][1]: "T\nKept words.\nNew words."}
    return json.dumps(data).encode()


def package(kind: int, **comments: str) -> bytes:
    """A package as a course platform writes it anew, with what its links carry."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", kind) as made:
        for name in (CHANGED, SAME, GONE, MOVED, "case-utilisation-two-lines"):
            made.writestr(f"wl/{name}.xml", f'<url href="https://a.example/en/s/{name}/"/>{comments.get(name, "")}')
        made.writestr("imsmanifest.xml", f'<manifest identifier="{comments.get("manifest", "x")}"/>')
        made.writestr("picture.png", b"\x89PNG")
    return file.getvalue()


def drop(page: Page, content: bytes) -> None:
    page.locator("[data-changes] input[type=file]").set_input_files(
        [{"name": "course.imscc", "mimeType": "application/zip", "buffer": content}]
    )


def test_a_dropped_package_and_its_number_tell_what_changed_moved_and_went(page: Page, server: SiteServer) -> None:
    page.goto(page_url("course/changes", "en"))
    place = page.locator("[data-changes]")
    status, rows = place.get_by_role("status"), place.locator(".cl-changes li")
    with server.replaced("course/changes.en.json", aged(server, "en")):
        drop(page, package(zipfile.ZIP_DEFLATED, manifest="clearlimit-links-11112222"))
        expect(status).to_contain_text("4 in all; 1 unchanged, 1 changed, 1 moved, 1 withdrawn")
        expect(rows).to_have_count(3)
        row = rows.filter(has_text="Changed")
        row.locator("summary").click()
        assert row.locator("del").all_inner_texts() == ["Old words."]
        assert row.locator("ins").all_inner_texts() == ["New words."]
        expect(rows.filter(has_text="Withdrawn").locator("a[href$='/en/s/late-now/']")).to_have_count(1)
        assert not (found := violations(page)), found
        # By its number alone, every section of that build.
        place.locator("input:not([type=file])").fill("11112222")
        place.get_by_role("button", name="Compare").click()
        expect(status).to_contain_text("1 changed, 1 moved, 1 withdrawn")
    # A package of a build that was never recorded says itself what its sections said.
    drop(page, package(zipfile.ZIP_STORED, **{CHANGED: f"<!-- clearlimit {CHANGED} 0123abcd -->"}))
    expect(rows.filter(has_text="Changed")).to_contain_text("was not kept")
    # An offline package holds its own sections alone, however many others its texts lead to.
    sections = len(next(course for course in courses() if course.id == "readers").sections())
    drop(page, server.files["course/readers.en.scorm12.zip"])
    expect(status).to_contain_text(f"{sections} in all; {sections} unchanged")
    place.locator("input:not([type=file])").fill("99999999")
    place.get_by_role("button", name="Compare").click()
    expect(status).to_contain_text("No release")
    drop(page, b"no zip at all, but long enough to be looked at")
    expect(status).to_contain_text("could not be read")
    page.locator("html").evaluate("one => document.documentElement.scrollWidth <= innerWidth")


def damaged() -> bytes:
    """A package whose list is whole and whose packed content is not."""
    content = package(zipfile.ZIP_DEFLATED, manifest="x" * 5000)
    first = content.index(b".xml") + len(".xml")
    return content[:first] + b"\xff" * 20 + content[first + 20 :]


def test_a_small_file_that_holds_gigabytes_is_too_large_and_a_damaged_one_no_fault_of_the_network(page: Page) -> None:
    page.goto(page_url("course/changes", "en"))
    status = page.locator("[data-changes]").get_by_role("status")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made, made.open("a.xml", "w", force_zip64=True) as entry:
        for _ in range(300):
            entry.write(bytes(1_000_000))
    page.evaluate("""() => {
      window.read = 0;
      const read = ReadableStreamDefaultReader.prototype.read;
      ReadableStreamDefaultReader.prototype.read = async function () {
        const found = await read.call(this);
        window.read += found.value?.length ?? 0;
        return found;
      };
    }""")
    drop(page, bomb.getvalue())
    expect(status).to_contain_text("too large: it may hold at most 50 MB", timeout=20_000)
    assert 50e6 < page.evaluate("read") < 52e6, "no more was unpacked than needed"
    # Many names for one content: each by itself is small enough.
    one = io.BytesIO()
    with zipfile.ZipFile(one, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.xml", bytes(30_000_000))
        made.filelist.append(made.filelist[0])
    status.evaluate("told => (told.textContent = '')")
    drop(page, one.getvalue())
    expect(status).to_contain_text("too large", timeout=20_000)
    drop(page, damaged())
    expect(status).to_contain_text("could not be read")
