"""Guidelines from draft to portal, and a goal that answers one of their clauses.

By the people of the demonstration; axe looks at every page on the way.
"""

from __future__ import annotations

import pytest

from journeys.test_plan import press, see

WORDS = "加速辦理民眾申請案件，簡化案件處理流程，縮短處理天數至{}日。"


@pytest.mark.parametrize(("language", "year"), [("zh-hant", 140), ("en", 141)])
def test_guidelines_are_published_and_a_goal_answers_a_clause(open_page, language, year):
    words = WORDS.format(year)  # each year begins with the one before, and says something else
    writer = open_page("controller", language=language)
    writer.goto("/desk/guidelines/")
    see(writer, script=True)
    writer.locator("#id_fiscal_year").fill(str(year))
    writer.locator("form[enctype] button").click()
    draft = writer.url
    see(writer, script=True)
    writer.goto(f"{draft}clause/1/1/")
    see(writer, script=True)
    writer.locator("#id_text").fill(words)
    with writer.expect_navigation():
        writer.locator(".element-form button").first.click()
    writer.goto(f"{draft}versions/")
    see(writer, script=True)
    writer.goto(f"{draft}differences/")
    see(writer, script=True)
    assert writer.locator("ins").first.text_content()
    writer.goto(draft)
    press(writer, "submit")
    assert not writer.locator("form[action$='/approve/']").count()

    judge = open_page("controller2", language=language)
    judge.goto(draft)
    press(judge, "approve", "同意。")
    press(judge, "publish")

    planner = open_page("planner", language=language)
    planner.goto("/desk/plans/")
    planner.locator("#id_fiscal_year").fill(str(year))
    planner.locator("form.desk-form").first.locator("button").click()
    planner.goto(f"{planner.url.partition('#')[0]}goal/1/answers/")
    see(planner, script=True)
    planner.locator(".clause-tie button[name=tie][value='1/1']").click()
    see(planner, script=True)
    assert planner.locator(".clause-tie button[name=untie][value='1/1']").count() == 1

    judge.goto(f"/desk/guidelines/answers/{year}/")
    see(judge, script=True)
    assert "加速案件處理" in judge.locator("main").text_content()
    judge.goto(f"/{year}/guidelines/answers/")
    see(judge, script=True)
    assert words in judge.locator("main").text_content()
    judge.goto("/107/guidelines/answers/?answered=nobody")
    see(judge, script=True)
    assert judge.locator("a[href*='#goal-']").count() > 0
