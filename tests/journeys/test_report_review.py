"""Reports from the reporter's hands to the public: returned, answered, accepted, published.

And what else befalls them: two who judge at once, leave to come late, a correction, many at once.
By the people of the demonstration, in both languages, the main one without a script too.
"""

from __future__ import annotations

import json
import sys
from itertools import count
from pathlib import Path

import pytest

from journeys.looking import look, require_room

YEARS = count(170)
"""One program serves all the journeys, and a year has one plan."""
KPI, COUNTED, CABINET = "kpi/1-1", "kpi/1-2", "project/1-1"
BOTH = pytest.mark.parametrize("language", ["zh-hant", "en"])


class Year:
    """A year of reports beside the running program, and the hands of its reporter."""

    def __init__(self, place, year: int) -> None:
        self.place, self.year = place, year
        self.keys: dict[str, int] = json.loads(self._run("begin"))

    def _run(self, what: str, *rest: str) -> str:
        program = str(Path(__file__).with_name("furnish_year.py"))
        made = self.place.run(sys.executable, program, what, str(self.year), *rest)
        assert made.returncode == 0, made.stderr
        return made.stdout

    def state(self, element: str, period: str, figure: int, answer: str = "") -> None:
        self._run("state", element, period, str(figure), answer)

    def page(self, element: str, period: str, page: str = "review") -> str:
        """The address of a page of a report; '' is that of the report itself."""
        own = f"/desk/reports/{self.keys[f'{element} {period}']}/"
        return f"{own}{page}/" if page else own


@pytest.fixture(scope="module")
def year(place, program) -> Year:
    return Year(place, next(YEARS))


def see(page, *, script: bool = True) -> None:
    """Look at a page of the journey, where the browser can be asked."""
    if script:
        look(page)
        require_room(page)


def take(page, step: str, words: str = "") -> None:
    """Take a step on the page of a report as a person does."""
    form = page.locator(f"form.step-form:has(input[value='{step}'])")
    if words:
        form.locator("textarea").fill(words)
    with page.expect_navigation():
        form.locator("button").click()


def hand_in(page, address: str, figure: int, answer: str = "") -> None:
    """State another figure on the page of a report and hand it in, as its reporter does."""
    page.goto(address)
    page.locator("form.report-form .typed input").first.fill(str(figure))
    if answer:
        page.locator("#id_answer").fill(answer)
    with page.expect_navigation():
        page.locator("button[formaction$='/submit/']").click()


@pytest.mark.parametrize(
    ("language", "script", "period"),
    [("zh-hant", True, "quarter-1"), ("en", True, "quarter-2"), ("zh-hant", False, "quarter-3")],
)
def test_returned_answered_accepted_and_published(open_page, year, language, script, period):
    year.state(COUNTED, period, 8)
    address = year.page(COUNTED, period)
    reviewer = open_page("reviewer", language=language, script=script)
    reviewer.goto(f"/desk/reports/review/?queue=first&year={year.year}&period={period}")
    see(reviewer, script=script)
    with reviewer.expect_navigation():
        reviewer.locator(f"a[href^='{address}']").click()
    see(reviewer, script=script)

    take(reviewer, "return")
    assert reviewer.locator("#words-return").get_attribute("aria-invalid") == "true"
    see(reviewer, script=script)
    take(reviewer, "return", "請附名冊。")
    assert "請附名冊。" in reviewer.locator(".said-so-far").inner_text()

    reporter = open_page("reporter", language=language, script=script)
    reporter.goto("/desk/")
    assert "請附名冊。" in reporter.locator(".notices").inner_text()
    see(reporter, script=script)
    with reporter.expect_navigation():
        reporter.locator(f".notices a[href='{year.page(COUNTED, period, '')}']").click()
    hand_in(reporter, year.page(COUNTED, period, ""), 9, "名冊已附。")

    reviewer.goto(address)
    see(reviewer, script=script)
    assert reviewer.locator(".stated del").inner_text() == "8"
    assert "名冊已附。" in reviewer.locator(".said-so-far").inner_text()
    take(reviewer, "accept")
    see(reviewer, script=script)
    take(reviewer, "publish")
    assert {"zh-hant": "已公布", "en": "Published"}[language] in reviewer.locator(
        ".state"
    ).inner_text()
    assert reviewer.locator(".step-form").count() == 0, "a published figure is locked"


@BOTH
def test_the_cabinets_project_goes_through_two_reviews(open_page, year, language):
    period = {"zh-hant": "quarter-1", "en": "quarter-2"}[language]
    year.state(CABINET, period, 20)
    address = year.page(CABINET, period)
    reviewer = open_page("reviewer", language=language)
    reviewer.goto(address)
    take(reviewer, "pass")
    see(reviewer)
    controller = open_page("controller", language=language)
    controller.goto(f"/desk/reports/review/?queue=final&year={year.year}")
    see(controller)
    with controller.expect_navigation():
        controller.locator(f"a[href^='{address}']").click()
    see(controller)
    take(controller, "accept-finally", "同意。")
    reviewer.goto(address)
    assert reviewer.locator("form.step-form:has(input[value='publish'])").count() == 1
    assert reviewer.locator("form.step-form:has(input[value='unaccept-finally'])").count() == 0
    take(controller, "unaccept-finally", "抽查。")
    assert "抽查。" in controller.locator(".said-so-far").inner_text()


@BOTH
def test_two_judge_at_once_and_the_second_is_told_who_was_quicker(open_page, year, language):
    period = {"zh-hant": "quarter-1", "en": "quarter-2"}[language]
    year.state(KPI, period, 9)
    first, second = (open_page(who, language=language) for who in ("reviewer", "approver"))
    for page in (first, second):
        page.goto(year.page(KPI, period))
    take(first, "accept")
    take(second, "return", "分母有誤，請再查明。")
    told = second.locator(".messages").inner_text()
    assert "沈審查" in told
    see(second)
    assert "分母有誤" not in second.locator(".said-so-far").inner_text(), "one outcome"


@BOTH
def test_leave_to_come_late(open_page, year, language):
    element = {"zh-hant": KPI, "en": COUNTED}[language]
    reason = f"颱風停班三日（{language}）。"
    controller = open_page("controller", language=language)
    controller.goto("/desk/reports/exceptions/")
    see(controller)
    address = year.page(element, "quarter-4", "exception")
    with controller.expect_navigation():
        controller.locator(f"a[href='{address}']").click()
    see(controller)
    form = controller.locator("form.desk-form")
    with controller.expect_navigation():
        form.locator("button").click()
    assert controller.locator("#id_until").get_attribute("aria-invalid") == "true"
    see(controller)
    controller.locator("#id_until").fill("2027-01-31T00:00")
    controller.locator("#id_reason").fill(reason)
    with controller.expect_navigation():
        form.locator("button").click()
    assert reason in controller.locator(".notice").inner_text()
    see(controller)

    reporter = open_page("reporter", language=language)
    assert reason in reporter.locator(".notices").inner_text()
    year.state(element, "quarter-4", 9)
    reviewer = open_page("reviewer", language=language)
    reviewer.goto(year.page(element, "quarter-4"))
    assert reason in reviewer.locator(".notice-line").first.inner_text()
    see(reviewer)
    controller.goto(address)
    with controller.expect_navigation():
        controller.locator("button[name='end']").click()
    assert controller.locator("section.notice").count() == 0


@BOTH
def test_a_published_figure_is_corrected(open_page, place, program, language):
    year = Year(place, next(YEARS))
    period = "quarter-1"
    year.state(COUNTED, period, 8)
    reviewer = open_page("reviewer", language=language)
    reviewer.goto(year.page(COUNTED, period))
    take(reviewer, "accept")
    take(reviewer, "publish")

    reporter = open_page("reporter", language=language)
    reporter.goto(year.page(COUNTED, period, "correct"))
    see(reporter)
    reporter.locator("#id_reason").fill("名冊重複登載。")
    with reporter.expect_navigation():
        reporter.locator("form.desk-form button").click()
    see(reporter)
    hand_in(reporter, year.page(COUNTED, period, ""), 7)
    reviewer.goto(year.page(COUNTED, period))
    assert "名冊重複登載。" in reviewer.locator(".state").inner_text()
    assert reviewer.locator(".stated del").inner_text() == "8", "as the public knows it"
    see(reviewer)
    take(reviewer, "accept")
    take(reviewer, "publish")
    reporter.goto(year.page(COUNTED, period, "correct"))
    assert reporter.locator(".stated tbody td").first.inner_text() == "7"


@BOTH
def test_many_are_accepted_but_those_with_doubts(open_page, place, program, language):
    year = Year(place, next(YEARS))
    year.state(COUNTED, "quarter-1", 9)
    year.state(COUNTED, "quarter-2", 9)
    year.state(CABINET, "quarter-1", 1)
    reviewer = open_page("reviewer", language=language)
    reviewer.goto(f"/desk/reports/review/?queue=first&year={year.year}")
    assert reviewer.locator("table.queue tbody tr").count() == 3
    with reviewer.expect_navigation():
        reviewer.locator("button[name='all']").click()
    see(reviewer)
    kept = reviewer.locator("section[aria-labelledby='kept'] a").all_inner_texts()
    done = reviewer.locator("section[aria-labelledby='done'] a").all_inner_texts()
    assert len(kept) + len(done) == 3
    assert kept, "the project is far behind"
    reviewer.goto(f"/desk/reports/review/?queue=first&year={year.year}")
    assert reviewer.locator("table.queue tbody tr").count() == len(kept)
