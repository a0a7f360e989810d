"""Guidelines from draft to portal, and a goal that answers one of their clauses.

By the people of the demonstration; axe looks at every page on the way.
"""

from __future__ import annotations

import pytest

from journeys.test_plan import desk, look, press

__all__ = ["desk"]
WORDS = "加速辦理民眾申請案件，簡化案件處理流程，縮短處理天數。"


@pytest.mark.parametrize(("language", "year"), [("zh-hant", 140), ("en", 141)])
def test_guidelines_are_published_and_a_goal_answers_a_clause(desk, language, year):
    writer = desk("controller", language=language, script=True)
    writer.goto("/desk/guidelines/")
    look(writer, script=True)
    writer.locator("#id_fiscal_year").fill(str(year))
    writer.locator("form[enctype] button").click()
    draft = writer.url
    look(writer, script=True)
    writer.goto(f"{draft}clause/1/1/")
    look(writer, script=True)
    writer.locator("#id_text").fill(WORDS)
    writer.locator(".element-form button").first.click()
    writer.goto(f"{draft}versions/")
    look(writer, script=True)
    writer.goto(f"{draft}differences/")
    look(writer, script=True)
    assert WORDS in writer.locator("ins").first.text_content()
    writer.goto(draft)
    press(writer, "submit")
    assert not writer.locator("form[action$='/approve/']").count()

    judge = desk("controller2", language=language, script=True)
    judge.goto(draft)
    press(judge, "approve", "同意。")
    press(judge, "publish")

    planner = desk("planner", language=language, script=True)
    planner.goto("/desk/plans/")
    planner.locator("#id_fiscal_year").fill(str(year))
    planner.locator("form.desk-form").first.locator("button").click()
    planner.goto(f"{planner.url.partition('#')[0]}goal/1/answers/")
    look(planner, script=True)
    planner.locator(".clause-tie button[name=tie][value='1/1']").click()
    look(planner, script=True)
    assert planner.locator(".clause-tie button[name=untie][value='1/1']").count() == 1

    judge.goto(f"/desk/guidelines/answers/{year}/")
    look(judge, script=True)
    assert "加速案件處理" in judge.locator("main").text_content()
    judge.goto(f"/{year}/guidelines/answers/")
    look(judge, script=True)
    assert WORDS in judge.locator("main").text_content()
    judge.goto("/107/guidelines/answers/?answered=nobody")
    look(judge, script=True)
    assert judge.locator("a[href*='#goal-']").count() > 0
