"""A plan is written in place: saved while one types, kept offline, ordered, undone, merged."""

from __future__ import annotations

from itertools import count

import pytest

from journeys.test_plan import see

YEARS = count(150)
"""One program serves all the journeys, and a year has one plan; those of other journeys differ."""


@pytest.fixture
def draft(open_page):
    """The page of a draft that was copied from last year's, in the planner's browser."""
    page = open_page("planner")
    page.goto("/desk/plans/")
    page.locator("#id_fiscal_year").fill(str(next(YEARS)))
    page.locator("form.desk-form").first.locator("button").click()
    page.locator("#kpi-1-1").wait_for()
    return page


def opened(page, place: str):
    """Open an element where it stands, and wait until its first field is ready to type in."""
    page.locator(f"#{place} .edit").click()
    page.locator(f"#{place}.writing-here .save-line").wait_for()
    page.wait_for_function("document.activeElement.matches('.writing-here :is(input, select)')")


def state(page) -> str:
    return page.locator(".save-state").inner_text()


def keys(page) -> list[str]:
    return page.locator("article[data-item]").evaluate_all("all => all.map(one => one.id)")


def test_typing_is_saved_shown_and_undone(draft):
    target = draft.locator("#kpi-1-1 strong").inner_text()
    opened(draft, "kpi-1-1")
    see(draft, script=True)
    draft.locator("#id_kpi-1-1_standard").fill("（如期件數÷受理件數")
    draft.locator("#id_kpi-1-1_standard-said .finding-code", has_text="GK111").wait_for()
    draft.locator("#id_kpi-1-1_standard").fill("（如期件數÷受理件數）×100%")
    draft.locator("#kpi-1-1-beside", has_text="如期件數、受理件數").wait_for()
    draft.locator("#id_kpi-1-1_target").fill("97%")
    draft.locator(".save-state", has_text="已於").wait_for()
    draft.locator("#kpi-1-1 form.element-form button").first.click()
    draft.locator("#kpi-1-1:not(.writing-here) strong", has_text="97%").wait_for()
    assert draft.evaluate("document.activeElement.className") == "edit"
    see(draft, script=True)
    draft.locator("#told button").click()
    draft.locator("#kpi-1-1 strong", has_text=target).wait_for()


def test_what_was_saved_in_place_is_submitted_from_the_same_page(draft):
    opened(draft, "kpi-1-1")
    draft.locator("#id_kpi-1-1_target").fill("96%")
    draft.locator("#kpi-1-1 form.element-form button").first.click()
    draft.locator("#kpi-1-1:not(.writing-here) strong", has_text="96%").wait_for()
    assert "第 2 版" in draft.locator("p.state").inner_text()
    with draft.expect_navigation():
        draft.locator("form[action$='/submit/'] button").click()
    assert "已提報" in draft.locator("p.state").inner_text()


def test_a_lost_connection_keeps_what_was_typed(draft):
    opened(draft, "kpi-1-2")
    draft.context.set_offline(True)
    draft.locator("#id_kpi-1-2_note").fill("斷線時輸入的說明")
    draft.locator(".save-state", has_text="沒有連線").wait_for()
    draft.context.set_offline(False)
    draft.locator(".save-state", has_text="已於").wait_for()

    draft.context.set_offline(True)
    draft.locator("#id_kpi-1-2_note").fill("第二次斷線")
    draft.locator(".save-state", has_text="沒有連線").wait_for()
    page = draft.context.new_page()
    draft_address = draft.url.partition("?")[0].partition("#")[0]
    # A page that is left sends its text once more, from beyond the page, where the browser's own
    # cut line does not reach: it would be saved, and nothing be left to restore.
    draft.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('cut off')) }")
    draft.close()
    page.context.set_offline(False)
    page.goto(draft_address)
    page.locator("#kept-elsewhere a").click()
    page.locator("section.kept", has_text="第二次斷線").wait_for()
    assert "斷線時輸入的說明" in page.locator("section.kept").inner_text()
    see(page, script=True)
    page.locator("section.kept button").first.click()
    page.locator(".save-state", has_text="已於").wait_for()
    assert page.locator("#id_note").input_value() == "第二次斷線"
    page.goto(draft_address)
    assert page.locator("#kept-elsewhere a").count() == 0


def test_a_browser_that_refuses_to_keep_anything_is_told(draft):
    opened(draft, "kpi-1-2")
    draft.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    draft.context.set_offline(True)
    draft.locator("#id_kpi-1-2_note").fill("無法暫存的說明")
    draft.locator(".save-state", has_text="無法暫存").wait_for()
    draft.context.set_offline(False)
    draft.locator(".save-state", has_text="已於").wait_for()


def test_a_session_that_ended_keeps_what_was_typed(draft, sign_in):
    opened(draft, "kpi-1-1")
    draft.context.clear_cookies(name="guankao_session")
    draft.locator("#id_kpi-1-1_owner").fill("綜合規劃組")
    draft.locator(".save-state a[target=_blank]").wait_for()
    assert "已登出" in state(draft)
    other = draft.context.new_page()
    sign_in(other, "planner")
    draft.bring_to_front()
    draft.evaluate("window.dispatchEvent(new Event('focus'))")
    draft.locator(".save-state", has_text="已於").wait_for()


def test_signing_out_removes_what_was_kept(draft):
    opened(draft, "kpi-1-1")
    draft.locator("#id_kpi-1-1_target").fill("")
    draft.locator(".save-state", has_text="尚未儲存：").wait_for()
    kept = "Object.keys(localStorage).filter(name => name.startsWith('guankao:typed:')).length"
    assert draft.evaluate(kept) == 1
    draft.locator("form.sign-out button").click()
    draft.wait_for_load_state()
    assert draft.evaluate(kept) == 0


def test_order_by_keyboard_and_by_mouse(draft):
    assert keys(draft)[:2] == ["kpi-1-1", "kpi-1-2"]
    draft.locator("#kpi-1-1 .handle").focus()
    draft.keyboard.press("Alt+ArrowDown")
    draft.locator("#told", has_text="已移動").wait_for()
    assert keys(draft)[:2] == ["kpi-1-2", "kpi-1-1"]
    assert "2 / 2" in draft.locator("#order-told").inner_text()
    assert draft.evaluate("document.activeElement.closest('article').id") == "kpi-1-1"
    assert draft.locator("#ordinal-kpi-1-1").inner_text() == "1-2"

    draft.locator("#project-1-2 .handle").scroll_into_view_if_needed()
    handle = draft.locator("#project-1-2 .handle").bounding_box()
    above = draft.locator("#project-1-1").bounding_box()
    draft.mouse.move(handle["x"] + 8, handle["y"] + 8)
    draft.mouse.down()
    draft.mouse.move(handle["x"] + 8, above["y"] + 2, steps=8)
    with draft.expect_response(lambda answer: "/project/1-2/" in answer.url):
        draft.mouse.up()
    draft.reload()
    assert keys(draft) == ["kpi-1-2", "kpi-1-1", "project-1-2", "project-1-1"]


def test_two_people_choose_field_by_field(draft, browser, program, sign_in):
    address = draft.url.partition("?")[0]
    opened(draft, "kpi-1-1")
    context = browser.new_context(base_url=program)
    colleague = context.new_page()
    sign_in(colleague, "planner2")
    colleague.goto(f"{address}kpi/1-1/")
    colleague.locator("#id_target").fill("71%")
    colleague.locator("#id_note").fill("同仁的說明")
    colleague.locator("form.element-form").first.locator("button").first.click()
    colleague.locator("#told button").wait_for()
    context.close()
    draft.locator("#id_kpi-1-1_target").fill("72%")
    draft.locator("#kpi-1-1 .contested").wait_for()
    see(draft, script=True)
    assert draft.locator("#id_kpi-1-1_note").input_value() == "同仁的說明"
    draft.locator(".contested input[value=theirs]").check()
    assert draft.locator("#id_kpi-1-1_target").input_value() == "71%"
    draft.locator("#kpi-1-1 form.element-form button").first.click()
    draft.locator("#kpi-1-1:not(.writing-here) strong", has_text="71%").wait_for()
