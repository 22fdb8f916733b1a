"""Inside WeChat, Alipay and QQ every button works or gives way to what does, and copying works wherever it can."""

from __future__ import annotations

import re

import pytest
from calculator_page import wait_for
from playwright.sync_api import Page, Route, expect
from watched_page import NewPage

from build_scripts.reading.places import LANGUAGES, PAGES, page_url

pytestmark = pytest.mark.languages_in_turn

AGENTS = {
    "WeChat": (
        "Mozilla/5.0 (Linux; Android 13; PGT-AN10; wv) AppleWebKit/537.36 (KHTML,"
        " like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160065 MMWEBSDK/20231202"
        " MicroMessenger/8.0.47.2560(0x28002F30) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64"
    ),
    "Alipay": (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
        " like Gecko) Mobile/15E148 NebulaSDK/1.8.100112 Nebula AliApp(AP/10.5.60) AlipayClient/10.5.60"
        " Language/zh-Hans"
    ),
    "QQ": (
        "Mozilla/5.0 (Linux; Android 13; V2254A) AppleWebKit/537.36 (KHTML,"
        " like Gecko) Version/4.0 Chrome/109.0.5414.86 MQQBrowser/6.2 TBS/046715 Mobile Safari/537.36"
        " V1_AND_SQ_8.9.93_5240_YYB_D QQ/8.9.93.12945"
    ),
}
OTHERS = {
    "QQ Browser": (
        "Mozilla/5.0 (Linux; U; Android 13; zh-cn) AppleWebKit/537.36 (KHTML,"
        " like Gecko) Version/4.0 Chrome/109.0.5414.86 MQQBrowser/14.5 Mobile Safari/537.36 COVC/046715"
    ),
    "Chrome": (
        "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36"
    ),
}
SMALL = {"width": 390, "height": 844}
TABLES = "guides/risk-and-compliance"
WORDS = {
    "zh": {
        "copy": "复制",
        "as-text": "复制为文字",
        "copied": "已复制",
        "print": "打印本页",
        "open": "在浏览器中打开",
        "by-hand": "长按",
    },
    "en": {
        "copy": "Copy",
        "as-text": "Copy as text",
        "copied": "Copied",
        "print": "Print this page",
        "open": "Open in the browser",
        "by-hand": "hold it",
    },
}

# Notes what reaches the clipboard by either way, and what is printed.
NOTES = """
  window.notes = {copied: [], printed: 0};
  window.print = () => { notes.printed += 1; window.changes += 1; };
  document.addEventListener('copy', () => notes.copied.push(getSelection().toString() || document.activeElement.value));
"""
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
REFUSING_CLIPBOARD = (
    "Object.defineProperty(navigator, 'clipboard', {value: {writeText: () => Promise.reject(new Error('refused'))}});"
)
NO_COPYING = f"{NO_CLIPBOARD} document.execCommand = () => false;"
NOTING_CLIPBOARD = (
    "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (text) => { notes.copied.push(text); }}});"
)


def open_page(page: Page, name: str, lang: str, *scripts: str) -> Page:
    for script in (NOTES, *scripts):
        page.add_init_script(script)
    page.goto(page_url(name, lang))
    if page.locator("[data-calculator]").count():
        wait_for(page, "ready")
    page.wait_for_load_state("networkidle")
    return page


# ---- every button ---------------------------------------------------------------------------------------------------

# Of a hundred buttons of one kind, which do the same, the first two and the last.
SAME = 3
# What can be seen and pressed; the field for searching and words that explain themselves are tested elsewhere.
PRESSABLE = """() => [...document.querySelectorAll('button, a[download], [role=button], summary, input[type=button], input[type=submit]')]
  .filter(one => !one.closest('.md-search, .cl-term, .cl-word') && one.checkVisibility({visibilityProperty: true, opacityProperty: true}) && one.getAttribute('aria-disabled') !== 'true')"""  # noqa: E501
# Everything that a press can change, told as soon as it does.
CHANGES = """() => {
  window.changes = 0;
  const count = () => (window.changes += 1);
  new MutationObserver(count).observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
  for (const name of ['input', 'change', 'scroll', 'hashchange', 'copy']) addEventListener(name, count, true);
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  for (const type of [HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement]) {
    const own = Object.getOwnPropertyDescriptor(type.prototype, 'value');
    Object.defineProperty(type.prototype, 'value', {...own, set(value) { if (value !== this.value) count(); own.set.call(this, value); }});
  }
}"""  # noqa: E501


# Words that a button takes back later would count as the next one's doing.
NO_LATER = (
    "const later = setTimeout; window.setTimeout = (action, time, ...more) => later(action,"
    " Math.min(time ?? 0, 50), ...more);"
)


# Waits until what scrolling and the press before bring about is over, since that is not this press's doing; gives the
# changes until then, or null where the button has gone (removing a row takes its buttons with it, and an answer those
# of the answer before) or is the last row's, which stays.
SETTLED = """async mark => {
  const one = document.querySelector(`[data-to-press='${mark}']`);
  one?.scrollIntoView({block: 'center'});
  for (let before = -1; before !== window.changes; await new Promise(done => setTimeout(done, 75)))
    before = window.changes;
  if (!one?.isConnected || !one.checkVisibility({visibilityProperty: true})) return null;
  if (one.dataset.action === 'remove-line' && document.querySelectorAll('[data-line]').length === 1) return null;
  return window.changes;
}"""
# Whether something changes within a second, and what then lies over the page.
HEARD = """async before => {
  for (let times = 0; window.changes <= before && times < 40; times++) await new Promise(done => setTimeout(done, 25));
  const over = document.querySelector('.cl-hint') ? 'hint'
    : document.querySelector('header button[aria-expanded=true]') ? 'menu' : '';
  return [window.changes > before, over];
}"""


def press_everything(page: Page) -> list[str]:
    """Presses each button once; returns those after which nothing at all had changed."""
    page.evaluate(CHANGES)
    marks = page.evaluate(
        f"""most => {{
          const kinds = Map.groupBy(({PRESSABLE})(), one => {{
            const data = Object.keys(one.dataset).sort().join();
            const kind = [one.tagName, one.className, one.dataset.action, data, one.parentElement.className];
            // In a guide's text what opens or is copied differs by its words alone; a tool's buttons differ by them.
            const isText = (one.className || data || one.tagName === 'SUMMARY') && !one.closest('[data-calculator]');
            return (isText ? kind : [...kind, one.textContent.trim()]).join('|');
          }});
          let at = 0;
          for (const kind of kinds.values()) {{
            for (const one of kind.length > most ? [...kind.slice(0, most - 1), kind.at(-1)] : kind) one.dataset.toPress = at++;
          }}
          return at;
        }}""",  # noqa: E501
        SAME,
    )
    dead = []
    for mark in range(marks):
        before = page.evaluate(SETTLED, mark)
        if before is None:
            continue
        button = page.locator(f"[data-to-press='{mark}']").first
        button.click()
        is_heard, over = page.evaluate(HEARD, before)
        if not is_heard:
            dead.append(button.evaluate("one => one.outerHTML.slice(0, 200)"))
        # What the button has opened over the page.
        if over == "hint":
            page.locator(".cl-hint button").last.click()
        elif over == "menu":
            page.keyboard.press("Escape")
    return dead


CASES = [(name, LANGUAGES[at % 2], list(AGENTS)[at % 3]) for at, name in enumerate(PAGES)]


@pytest.mark.daily("index", "teaching")
@pytest.mark.parametrize(("name", "lang", "app"), CASES)
def test_no_button_is_dead_inside_an_app(new_page: NewPage, name: str, lang: str, app: str) -> None:
    page = open_page(
        new_page(user_agent=AGENTS[app], viewport=SMALL, has_touch=True), name, lang, NO_CLIPBOARD, NO_LATER
    )
    assert page.locator("a[download]:visible").count() == 0, "no file can be saved there"
    assert press_everything(page) == []
    assert page.evaluate("notes.printed") == 0, "nothing can be printed there"


@pytest.mark.daily()
@pytest.mark.parametrize("name", ["guides/late-now", TABLES, "calculators/utilisation", "ledger", "about"])
def test_no_button_is_dead_in_a_browser_either(new_page: NewPage, name: str) -> None:
    page = open_page(new_page(accept_downloads=True), name, "zh", NO_LATER)
    saved = page.locator("a[download]").count()
    if saved:
        with page.expect_download() as download:
            page.locator("a[download]").first.click()
        assert download.value.suggested_filename.endswith(".zh.md")
        page.evaluate("() => document.querySelectorAll('a[download]').forEach(one => one.remove())")
    assert press_everything(page) == []
    assert bool(saved) == (name == TABLES)


@pytest.mark.daily()
def test_a_dead_button_would_be_found(new_page: NewPage) -> None:
    page = open_page(new_page(user_agent=AGENTS["WeChat"], viewport=SMALL), TABLES, "zh", NO_CLIPBOARD, NO_LATER)
    page.evaluate(
        "() => document.querySelector('[data-cite]').insertAdjacentHTML('beforebegin',"
        " '<button type=button>dead</button>')"
    )
    (dead,) = press_everything(page)
    assert ">dead<" in dead


# ---- files that cannot be saved -------------------------------------------------------------------------------------


@pytest.mark.daily("save-file")
@pytest.mark.parametrize(
    ("name", "button"),
    [("utilisation", "[data-action=save-file]"), ("checklist", "[data-part=export][data-given=csv]")],
)
def test_a_file_shown_as_text_stays_in_its_box(new_page: NewPage, name: str, button: str) -> None:
    page = open_page(new_page(user_agent=AGENTS["WeChat"], viewport=SMALL), f"calculators/{name}", "zh")
    pressed = page.locator(button)
    pressed.evaluate(
        "one => { for (let fold = one.closest('details'); fold; fold = fold.parentElement.closest('details'))"
        " fold.open = true; }"
    )
    pressed.click()
    shown = page.locator(".calc-kept-text")
    shown.wait_for()
    assert len(shown.inner_text()) > 300
    assert page.evaluate("document.documentElement.scrollWidth") == SMALL["width"]
    assert shown.evaluate(
        "box => box.scrollWidth <= box.clientWidth && box.getBoundingClientRect().right <= innerWidth"
    )
    assert shown.evaluate("box => box.clientHeight") < SMALL["height"] / 2


# ---- which browser it is --------------------------------------------------------------------------------------------


@pytest.mark.daily("WeChat")
@pytest.mark.parametrize(("app", "is_inside"), [*((app, True) for app in AGENTS), *((app, False) for app in OTHERS)])
def test_saving_and_printing_give_way_inside_the_apps_alone(new_page: NewPage, app: str, is_inside: bool) -> None:
    page = open_page(new_page(user_agent={**AGENTS, **OTHERS}[app], viewport=SMALL), TABLES, "zh")
    shown = page.locator("a[download]:visible").count()
    assert shown == (0 if is_inside else 12)
    assert page.locator(".cl-download").get_by_text(WORDS["zh"]["as-text"]).count() == 6
    page.goto(page_url("guides/late-now", "zh"))
    page.wait_for_load_state("networkidle")
    button = page.locator(".cl-print button")
    assert WORDS["zh"]["open" if is_inside else "print"] in button.inner_text()
    button.click()
    assert page.evaluate("notes.printed") == (0 if is_inside else 1)
    assert page.locator(".cl-hint").count() == (1 if is_inside else 0)


@pytest.mark.daily()
def test_without_scripts_there_is_no_button_that_could_be_dead(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    for name in ("guides/late-now", TABLES, "calculators/method", "ledger"):
        page.goto(page_url(name, "zh"))
        assert page.locator(".cl-print:visible, .cl-copy:visible").count() == 0
    page.goto(page_url(TABLES, "zh"))
    assert page.locator("a[download]").count() == 12


@pytest.mark.daily()
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_hint_is_drawn_names_the_menu_and_gives_focus_back(new_page: NewPage, lang: str, scheme: str) -> None:
    page = new_page(user_agent=AGENTS["WeChat"], viewport=SMALL, color_scheme=scheme)
    open_page(page, "guides/late-now", lang)
    page.locator(".cl-print button").click()
    hint = page.get_by_role("dialog").and_(page.locator(".cl-hint"))
    assert hint.locator("svg.cl-hint-arrow").is_visible()
    arrow, box = hint.locator("svg.cl-hint-arrow").bounding_box(), hint.bounding_box()
    assert arrow and box
    assert arrow["x"] + arrow["width"] > 340 and arrow["y"] < 60, "it points to the top right"
    assert (box["width"], box["height"]) == (390, 844)
    assert ("右上角" if lang == "zh" else "top right") in hint.inner_text()
    assert page.url in hint.inner_text()
    for _ in range(4):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.cl-hint') !== null")
    page.keyboard.press("Escape")
    assert hint.count() == 0
    assert page.evaluate("document.activeElement.closest('.cl-print') !== null")


# ---- copying --------------------------------------------------------------------------------------------------------


@pytest.mark.daily()
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("clipboard", [NOTING_CLIPBOARD, NO_CLIPBOARD, REFUSING_CLIPBOARD])
def test_a_table_is_copied_as_text_by_whatever_way_there_is(new_page: NewPage, clipboard: str, lang: str) -> None:
    page = open_page(new_page(user_agent=AGENTS["Alipay"], viewport=SMALL), TABLES, lang, clipboard)
    button = page.locator(".cl-download button").first
    assert button.inner_text() == WORDS[lang]["as-text"]
    button.click()
    page.get_by_role("button", name=WORDS[lang]["copied"], exact=True).wait_for()
    (text,) = page.evaluate("notes.copied")
    rows = text.split("\n\n")[0].split("\n")
    table = page.locator(".cl-download + .cl-table table").first
    assert len(rows) == table.locator("tr").count() > 3
    assert {row.count("\t") for row in rows} == {table.locator("tr").first.locator("th").count() - 1}
    assert text.rstrip().endswith(page.url)
    page.get_by_text(WORDS[lang]["as-text"], exact=True).nth(5).wait_for()
    assert page.locator("textarea.cl-out-of-sight").count() == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_nothing_can_copy_the_text_is_selected_and_a_sentence_says_so(new_page: NewPage, lang: str) -> None:
    page = open_page(new_page(user_agent=AGENTS["QQ"], viewport=SMALL), "guides/staying-safe", lang, NO_COPYING)
    cite = page.locator("[data-cite]")
    button = page.locator("[data-cite] + button")
    button.click()
    told = page.locator(".cl-by-hand")
    told.wait_for()
    assert WORDS[lang]["by-hand"] in told.inner_text()
    assert told.get_attribute("role") == "status"
    assert page.evaluate("getSelection().toString().trim()") == cite.inner_text().strip()
    button.click()
    assert told.count() == 1
    page.goto(page_url(TABLES, lang))
    page.locator(".cl-download button").first.click()
    told.wait_for()
    first = page.locator(".cl-download + .cl-table table").first
    assert first.locator("td").first.inner_text() in page.evaluate("getSelection().toString()")


# ---- a message to send ------------------------------------------------------------------------------------------

MESSAGE = (
    '<dl class="cl-boxes"><div class="cl-box cl-message"><dt>可以照着发</dt><dd>您好，我这期还不上，<b>想申请延期</b>。'
    '<sup><a href="#">1</a></sup></dd>\n<dd>请告诉我\n要多久。</dd></div></dl>'
)
SENT = "您好，我这期还不上，想申请延期。\n请告诉我 要多久。"


def with_message(new_page: NewPage, lang: str, *scripts: str, **options: object) -> Page:
    """A guide with a message in it, before any script runs."""
    page = new_page(**options)

    def add(route: Route) -> None:
        answer = route.fetch()
        html = answer.text().replace('<footer class="cl-cite"', f'{MESSAGE}<footer class="cl-cite"', 1)
        assert MESSAGE in html
        route.fulfill(response=answer, body=html)

    page.route(re.compile(r"/guides/late-now/$"), add)
    return open_page(page, "guides/late-now", lang, *scripts)


@pytest.mark.daily("scripts1")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scripts", [[NOTING_CLIPBOARD], [NO_CLIPBOARD], [REFUSING_CLIPBOARD]])
def test_a_message_is_copied_alone_by_keyboard_and_that_is_said_aloud(
    new_page: NewPage, lang: str, scripts: list[str]
) -> None:
    page = with_message(new_page, lang, *scripts)
    button = page.locator(".cl-message button").last
    label = button.inner_text()
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text(WORDS[lang]["copied"])
    expect(page.locator("main > [role=status]")).to_have_text(WORDS[lang]["copied"])
    assert page.evaluate("notes.copied") == [SENT]
    expect(button).to_have_text(label)
    expect(page.locator("main > [role=status]")).to_have_text("")
    assert button.evaluate("one => one === document.activeElement")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_message_that_cannot_be_copied_is_selected_alone(new_page: NewPage, lang: str) -> None:
    page = with_message(new_page, lang, NO_COPYING)
    page.locator(".cl-message button").last.click()
    expect(page.locator(".cl-message .cl-by-hand")).to_contain_text(WORDS[lang]["by-hand"])
    chosen = page.evaluate("getSelection().toString()")
    assert chosen.startswith("您好，我这期还不上") and chosen.rstrip().endswith("要多久。"), chosen


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_is_late_can_copy_the_message_on_the_first_screen_of_a_telephone(new_page: NewPage, lang: str) -> None:
    page = open_page(new_page(viewport=SMALL), "guides/late-now", lang)
    message = page.locator(".cl-message").first
    for shown in (message.locator("button"), message.locator("dd").first):
        box = shown.bounding_box()
        assert box is not None and box["y"] + min(box["height"], 2 * 28) <= SMALL["height"], box


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_javascript_a_message_is_only_text(new_page: NewPage, lang: str) -> None:
    page = with_message(new_page, lang, java_script_enabled=False)
    expect(page.locator(".cl-message").last.locator("dd")).to_have_count(2)
    expect(page.locator(".cl-message button")).to_have_count(0)
