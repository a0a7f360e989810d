import json
from collections import Counter
from decimal import Decimal

import pytest

from guankao.documents import Actual
from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.organizations.models import Agency
from guankao.web.planning.outcomes import Outcome
from guankao.web.tracking.actions import link_agency, load_action_plan
from guankao.web.tracking.models import ActionPlan, Measure, MeasureTarget, ResponsibleAgency
from guankao.web.tracking.verdicts import MeasureVerdict, verdict_of_measure, verdict_of_target

pytestmark = pytest.mark.django_db


def _measure(number: int) -> Measure:
    return Measure.objects.get(identifier=f"107/action-plan/integrity/measure/{number}")


def _document():
    from guankao import documents, sample

    return next(one for one in sample.documents() if isinstance(one, documents.ActionPlan))


def test_forty_six_measures_under_nine_strategies(sample_data):
    plan = ActionPlan.objects.get(code="integrity", fiscal_year=107)
    assert plan.measures.count() == 46
    assert plan.strategies.count() == 9
    assert plan.document_number == "院臺法字第 1080029452 號"


def test_a_target_of_several_figures_has_a_row_for_each(sample_data):
    rows = list(_measure(25).targets.order_by("position"))
    assert [(row.part, row.value, row.unit) for row in rows] == [
        (1, Decimal(416), "家"),
        (2, Decimal(183), "家"),
    ]
    assert [row.reported.get().value for row in rows] == [Decimal(473), Decimal(231)]


@pytest.mark.parametrize(
    ("number", "verdict"),
    [
        (2, "met"),
        (35, "not_met"),  # 120 件 to be reached, 92 件 reported
        (36, "not_met"),
        (43, "met"),  # 1 億元 to be reached, 266,310,000 元 reported
        (46, "met"),
        (29, "no_target"),
        (16, "not_numeric"),
        (12, "no_figure"),  # 20 個機關 to be reached, and words reported
        (37, "met"),  # one of the two agencies that report reaches the count alone
    ],
)
def test_verdicts_follow_from_target_and_figure(sample_data, number, verdict):
    assert _measure(number).verdict == verdict


def test_figures_in_other_units_are_not_compared(sample_data):
    (target,) = _measure(17).targets.filter(number=2)
    assert (target.unit, target.reported.get().unit) == ("件", "門")
    assert target.verdict == "units_differ"


def test_agencies_of_a_group_keep_their_name_without_a_link(sample_data):
    group, agency = _measure(1).agencies.order_by("position")
    assert (group.name, group.agency) == ("各機關", None)
    assert (agency.name, agency.units) == ("法務部", ["廉政署"])
    assert agency.agency.name == "法務部"


def test_verdicts_agree_with_those_read_by_hand(sample_data, shared):
    """Where the hand reading judged by a figure, so do we: met is met, not met is not met."""
    gold = json.loads((shared / "gold" / "action_plan_107_measures_1-23.json").read_text("utf-8"))
    compared = Counter()
    for measure in gold["measures"]:
        for number, verdict in enumerate(measure["verdicts"], start=1):
            rows = MeasureTarget.objects.filter(
                measure=_measure(measure["no"]), number=number, verdict__in=["met", "not_met"]
            )
            for row in rows:
                compared[(verdict, row.verdict)] += 1
    assert compared[("met", "met")] >= 20
    assert [pair for pair in compared if pair[0] in {"met", "not_met"} and pair[0] != pair[1]] == []


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([], "no_target"),
        (["not_numeric"], "not_numeric"),
        (["met", "not_numeric"], "met"),
        (["met", "units_differ"], "units_differ"),
        (["met", "units_differ", "not_met"], "not_met"),
    ],
)
def test_a_measure_sums_up_its_targets(verdicts, expected):
    assert verdict_of_measure(MeasureVerdict(one) for one in verdicts) == expected


def test_the_same_action_plan_twice_changes_nothing(sample_data):
    assert load_action_plan(_document(), by=COMMAND_LINE).outcome is Outcome.UNCHANGED


def test_a_corrected_action_plan_replaces(sample_data):
    written = _document().model_dump()
    corrected = type(_document()).model_validate({**written, "measures": written["measures"][:3]})
    assert load_action_plan(corrected, by=COMMAND_LINE).outcome is Outcome.REPLACED
    assert Measure.objects.filter(action_plan__code="integrity").count() == 3


def test_a_measure_without_a_short_title_is_called_by_its_first_clause(sample_data):
    written = _document().model_dump()
    untitled = {
        **written["measures"][0],
        "short_title": None,
        "text": "檢討採購作業流程，並公開結果。",
    }
    bare = {**written["measures"][1], "short_title": None, "text": None}
    document = type(_document()).model_validate({**written, "measures": (untitled, bare)})
    load_action_plan(document, by=COMMAND_LINE)
    assert _measure(1).short_title == "檢討採購作業流程"
    assert _measure(2).short_title == "2"


def _reported(value, agency=None):
    return Actual(target=1, value=Decimal(value), unit="件", agency=agency)


@pytest.mark.parametrize(
    ("comparator", "unit", "figures", "expected"),
    [
        (">=", "件", [("60", "甲"), ("50", "乙")], "undecided"),
        (">=", "件", [("100", "甲"), ("50", "乙")], "met"),
        (">=", "件", [("60", None), ("50", None)], "not_met"),
        ("<=", "件", [("60", "甲"), ("50", "乙")], "undecided"),
        ("<=", "件", [("160", "甲"), ("50", "乙")], "not_met"),
        (">=", "%", [("160", "甲"), ("50", "乙")], "units_differ"),
        (">=", "件", [], "no_figure"),
    ],
)
def test_figures_of_several_agencies_are_never_added_up(comparator, unit, figures, expected):
    reported = [_reported(value, agency) for value, agency in figures]
    assert verdict_of_target(comparator, Decimal(100), unit, reported) == expected


def test_a_ratio_has_to_be_right_at_each_agency(sample_data):
    (target,) = _measure(5).targets.filter(number=3)
    assert target.reported.count() == 2
    assert target.verdict == "met"


def test_an_agency_registered_later_is_linked(sample_data):
    ResponsibleAgency.objects.filter(name="法務部").update(agency=None)
    agency = Agency.objects.get(name="法務部")
    assert link_agency(by=COMMAND_LINE, agency=agency) > 20
    assert not ResponsibleAgency.objects.filter(name="法務部", agency=None).exists()
