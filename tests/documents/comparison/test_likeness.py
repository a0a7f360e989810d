"""How alike two KPIs are: the telling pairs of fiscal year 107, read one by one."""

from __future__ import annotations

import pytest

from guankao import sample
from guankao.documents import Indicator, Plan
from guankao.documents.comparison.likeness import Likeness, likest

YEAR = 107


def kpi(agency: str, name: str) -> Indicator:
    plan = next(
        one
        for one in sample.documents()
        if isinstance(one, Plan) and one.identifier == f"{YEAR}/{agency}"
    )
    return next(one for one in plan.indicators if one.name.startswith(name))


def texts_of(one: Indicator) -> tuple[str, str]:
    return one.name, one.standard


def word_for(one: Indicator, other: Indicator) -> Likeness | None:
    found = likest(texts_of(one), [other], texts_of, most=1)
    return found[0].likeness if found else None


ALIKE = [
    # One standard for all agencies; brackets, widths and years make no difference.
    ("內政部", "機關年度資本門預算執行率", "外交部", "機關年度資本門預算執行率", Likeness.SAME),
    ("內政部", "機關年度資本門預算執行率", "國防部", "機關年度資本門預算執行率", Likeness.SAME),
    (
        "內政部",
        "機關年度資本門預算執行率",
        "行政院原子能委員會",
        "機關年度資本預算執行率",
        Likeness.SAME,
    ),
    ("教育部", "機關於中程歲出概算", "法務部", "機關於中程歲出概算", Likeness.SAME),
    (
        "外交部",
        "機關於中程歲出概算",
        "行政院環境保護署",
        "機關中程歲出概算額度內編報概算數",
        Likeness.OTHER_NAME,
    ),
]
NOT_ALIKE = [
    ("文化部", "完備文化法規制度", "公平交易委員會", "完備市場競爭法規制度"),
    ("內政部", "推動市區建設", "國家通訊傳播委員會", "推動偏遠地區寬頻建設"),
    ("內政部", "推動市區建設", "國防部", "推動老舊營區整建"),
    ("國防部", "兵力整建計畫達成率", "行政院海岸巡防署", "募兵達成率"),
    ("經濟部", "培育新創企業", "行政院農業委員會", "培育新農民"),
    ("內政部", "加強國土管理", "文化部", "完備文化法規制度"),
    ("交通部", "觀光整體收入", "國立故宮博物院", "故宮門票收入"),
    # The same thing in other words: letters do not tell it. A known limit.
    ("國防部", "年度志願役招募人數", "行政院海岸巡防署", "募兵達成率"),
]


@pytest.mark.parametrize(("agency", "name", "other_agency", "other_name", "word"), ALIKE)
def test_what_is_measured_by_several_agencies_is_alike(
    agency, name, other_agency, other_name, word
):
    assert word_for(kpi(agency, name), kpi(other_agency, other_name)) is word
    assert word_for(kpi(other_agency, other_name), kpi(agency, name)) is word


@pytest.mark.parametrize(("agency", "name", "other_agency", "other_name"), NOT_ALIKE)
def test_a_like_choice_of_words_is_not_a_like_kpi(agency, name, other_agency, other_name):
    assert word_for(kpi(agency, name), kpi(other_agency, other_name)) is None


SATISFACTION = ("民眾滿意度", "（滿意以上人數÷有效問卷數）×100%")


@pytest.mark.parametrize(
    ("name", "standard", "word"),
    [
        ("民眾滿意度", "（滿意以上人數 ÷ 有效問卷數）×１００％", Likeness.SAME),
        ("民眾滿意度", "每年委外辦理電話訪問之平均分數", Likeness.OTHER_DEFINITION),
        ("洽公滿意度調查", "（滿意以上人數÷有效問卷數）×100%", Likeness.OTHER_NAME),
        ("民眾對服務滿意度", "洽公民眾回收問卷之滿意情形", Likeness.SIMILAR),
        ("參加訓練人次", "辦理場次", None),
        ("辦理宣導活動", "辦理場次", None),
    ],
)
def test_the_word_says_in_what_they_are_alike(name, standard, word):
    one = kpi("內政部", "推動市區建設").model_copy(update={"name": name, "standard": standard})
    found = likest(SATISFACTION, [one], texts_of, most=5)
    assert [each.likeness for each in found] == ([word] if word else [])


def test_the_likest_come_first_and_no_more_than_asked():
    base = kpi("內政部", "推動市區建設")
    others = [
        base.model_copy(update={"key": key, "name": name, "standard": standard})
        for key, name, standard in (
            ("1", "民眾對服務滿意度", "洽公民眾回收問卷之滿意情形"),
            ("2", "民眾滿意度", "每年委外辦理電話訪問之平均分數"),
            ("3", *SATISFACTION),
        )
    ]
    assert [each.one.key for each in likest(SATISFACTION, others, texts_of, most=2)] == ["3", "2"]


def test_a_short_standard_makes_nothing_alike():
    base = kpi("內政部", "推動市區建設")
    one = base.model_copy(update={"name": "辦理講習", "standard": "辦理場次"})
    assert likest(("推廣閱讀", "辦理場次"), [one], texts_of, most=1) == []
