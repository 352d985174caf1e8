"""The page of an audit in a browser: sorted, filtered and walked through as a reviewer would, by mouse and by keyboard."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tools import program

from reports.audit import written
from reports.audit.audited import Audit
from reports.audit.comparing import Change
from reports.audit.matching import UNMATCHED, Occurrence

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.skipif(
    not (program("chromium") and program("chromedriver")), reason="no chromium here")]
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--window-size=1440,1000")


class Ledger(dict[str, Any]):
    """Two facts, as the page asks for them."""

    def formula_text(self, name: str) -> str:
        return "A-2 + 1" if name == "D-1" else ""

    def written(self, name: str) -> str:
        return "<b>12</b> ships"


class Thing:
    def __init__(self, **fields: Any) -> None:
        self.__dict__.update(fields)


def audit() -> Audit:
    facts = {"A-2": Thing(id="A-2", source="S1", locator="line 4", phrase="twelve <ships> sailed"),
             "D-1": Thing(id="D-1", source="", locator="", phrase="")}
    head = Thing(title="Ships & <harbours>", series_line="Visit brief 1", marking="TLP:AMBER", as_of="April 2021*")
    known: Any = Thing(name="ships", document=Thing(head=head, profile="official"), ledger=Ledger(facts))
    found = [Occurrence("brief", f"page {n}", "text", "there were ", str(n), " <ships>", "fact", ("A-2",)) for n in range(1, 13)]
    found += [Occurrence("deck", "slide 2", "notes", "all in all ", "13", "", "fact", ("D-1",)),
              Occurrence("deck", "slide 3", "text", "and ", "99", " more", UNMATCHED),
              Occurrence("deck", "slide 3", "text", "page ", "3", "", "page or slide number")]
    changed = Change("deck", "slide 3", "text", "12", "99", "and 99 more", ("A-2",))
    return Audit(known, tuple(found), (changed,), (("A-2", "brief"),))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(program("chromium"))
    for flag in FLAGS:
        options.add_argument(flag)
    made = webdriver.Chrome(options=options, service=Service(str(program("chromedriver"))))
    yield made
    made.quit()


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Any:
    path = tmp_path / "audit.html"
    path.write_bytes(written.files(audit())["audit.html"])
    browser.get(path.as_uri())
    return browser


def shown(page: Any) -> list[str]:
    """The number of each row that is to be seen, in order."""
    return list(page.execute_script("return [...document.querySelectorAll('tbody tr')].filter(r => r.offsetParent)"
                                    ".map(r => r.querySelector('mark').textContent)"))


def choose(page: Any, name: str, value: str) -> None:
    """Take an entry of a list."""
    from selenium.webdriver.support.select import Select

    Select(page.find_element("id", name)).select_by_value(value)


def heads(page: Any) -> dict[str, Any]:
    return {head.text.strip(" ▲▼"): head for head in page.find_elements("css selector", "th button")}


def test_what_is_wrong_stands_first_and_texts_are_no_markup(page: Any) -> None:
    assert shown(page)[:2] == ["12 → 99", "99"] and len(shown(page)) == 16
    assert page.find_element("tag name", "h1").text == "Ships & <harbours>"
    assert "twelve <ships> sailed" in page.find_element("tag name", "table").text
    assert page.find_element("css selector", ".alone").text == "A-2 <b>12</b> ships: only in the brief"
    assert page.find_element("css selector", ".verdict").text == "Not every number is reconciled"
    assert page.get_log("browser") == [], "no script fails and nothing is fetched"


def test_a_click_on_a_head_sorts_numbers_as_numbers_and_back(page: Any) -> None:
    where = heads(page)["Where"]
    where.click()
    assert shown(page)[:12] == [str(n) for n in range(1, 13)], "page 2 comes before page 10"
    assert where.find_element("xpath", "..").get_attribute("aria-sort") == "ascending"
    where.click()
    assert shown(page)[-12:] == [str(n) for n in range(12, 0, -1)]
    assert where.find_element("xpath", "..").get_attribute("aria-sort") == "descending"
    heads(page)["Fact"].click()
    assert where.find_element("xpath", "..").get_attribute("aria-sort") == "none"


def test_words_state_and_file_filter_together(page: Any) -> None:
    find = page.find_element("id", "find")
    find.send_keys("ALL d-1")
    assert shown(page) == ["13"]
    assert page.find_element("id", "count").text == "1 row"
    find.clear()
    find.send_keys("more")
    assert shown(page) == ["12 → 99", "99"]
    choose(page, "state", UNMATCHED)
    assert shown(page) == ["99"]
    choose(page, "file", "brief")
    assert shown(page) == [] and page.find_element("id", "count").text == "0 rows"


def test_everything_can_be_done_by_keyboard(page: Any) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    def press(*keys: str) -> None:
        ActionChains(page).send_keys(*keys).perform()

    press("/")
    press("13")
    assert shown(page) == ["13"]
    press(Keys.ESCAPE)
    assert len(shown(page)) == 16
    press("n")
    press("n")
    assert page.switch_to.active_element.find_element("tag name", "mark").text == "99"
    press("p")
    assert page.switch_to.active_element.find_element("tag name", "mark").text == "12 → 99"
    page.execute_script("arguments[0].focus()", heads(page)["Where"])
    press(Keys.ENTER)
    assert shown(page)[0] == "1"
    reached = []
    page.execute_script("document.querySelector('#find').focus()")
    for _ in range(8):
        press(Keys.TAB)
        reached.append(page.switch_to.active_element.tag_name)
    assert reached == ["select", "select", *["button"] * 6]


@pytest.mark.parametrize("width", [1440, 900, 520])
def test_nothing_runs_out_of_the_window(page: Any, width: int) -> None:
    page.set_window_size(width, 900)
    assert page.execute_script("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.set_window_size(1440, 1000)


def test_the_heads_stay_under_the_filters_while_rows_run(page: Any) -> None:
    page.set_window_size(1440, 500)
    page.execute_script("window.scrollTo(0, 700)")
    form, head = (page.execute_script("return document.querySelector(arguments[0]).getBoundingClientRect().toJSON()", css)
                  for css in ("form", "th"))
    assert 0 <= form["top"] < 1 and abs(form["bottom"] - head["top"]) < 24 and head["top"] >= form["bottom"] - 4
    page.set_window_size(1440, 1000)
