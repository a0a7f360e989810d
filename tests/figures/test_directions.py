"""Directions that the target's text does not say: one table a reason."""

from __future__ import annotations

import pytest

from guankao.figures import ReasonCode, read_target
from guankao.figures.measures import measure

CEILING = (
    "【（本年度歲出概算編報數－本年度中程歲出概算額度核列數）÷本年度中程歲出概算額度核列數】×100%"
)

LESS_IS_BETTER = [
    ("11.2人", "自殺死亡率", "（自殺死亡人數÷期中人口數）×100,000", ReasonCode.HARM),
    ("15%", "18歲以上人口吸菸率", "「18歲以上吸菸人口÷（18歲以上人口數）×100%」", ReasonCode.HARM),
    (
        "17.23分／戶",
        "確保電力供應穩定",
        "系統平均停電時間（Saidi）=年停電時間÷總用戶數",
        ReasonCode.HARM,
    ),
    (
        "0.56次／百萬離場次",
        "飛安風險值",
        "百萬離場次失事率（A）×75%＋失事率（B）×25%",
        ReasonCode.HARM,
    ),
    (
        "0.8%",
        "公務機關未符合法定進用人員比率",
        "（未足額進用原住民機關數比率×0.5）",
        ReasonCode.HARM,
    ),
    ("12.3%", "降低再受暴率", "（經結案服務後1年內再被通報人數÷結案人數）×100%", ReasonCode.HARM),
    ("-3%", "紙張用量成長率", "（本年用量－上年用量）÷上年用量×100%", ReasonCode.LOWERED),
    ("0.5%", "抽驗不合格率", "抽驗不合格件數÷抽驗件數×100%", ReasonCode.HARM),
    ("7%", "降低國小代課教師比率", "國小代課教師人數÷國小教師總人數×100%", ReasonCode.LOWERED),
    ("14.5%", "降低自來水漏水率", "（供水量－售水量）÷供水量×100%", ReasonCode.LOWERED),
    ("5%", "機關於中程歲出概算額度內編報情形", CEILING, ReasonCode.CEILING),
    ("5%", "機關中程歲出概算額度內編報概算數", "", ReasonCode.CEILING),
    (
        "1.5%",
        "歲出超出額度之比率",
        "（總預算案歲出總數－中程歲出概算額度）÷額度",
        ReasonCode.CEILING,
    ),
    (
        "-0.1%",
        "總員額年度成長率",
        "（當年度員額－105年度員額）÷105年度員額×100%",
        ReasonCode.OWN_STAFF,
    ),
    ("11日", "提升資料揭露時效", "資料揭露期程（申報截止日後幾日內揭露）", ReasonCode.DURATION),
    (
        "23.5分鐘",
        "開票資訊之統計時效",
        "（列印完成時間）－（最後1張送達時間）之平均值",
        ReasonCode.DURATION,
    ),
    ("80小時", "勞動條件", "1.107年目標值：受訓醫師低於80小時。", ReasonCode.THRESHOLD),
    ("3個", "評鑑燈號", "白燈轉算值不超過年度目標設定值", ReasonCode.THRESHOLD),
    ("19μg/m3", "細懸浮微粒年平均濃度", "監測站細懸浮微粒年平均濃度", ReasonCode.CONCENTRATION),
    ("10名（年度分組排名）", "機場服務品質", "評比排名", ReasonCode.RANK),
    ("第1級", "防制人口販運", "評為第1級國家", ReasonCode.RANK),
    ("0次", "年度零意外事故", "以達成年度零意外事故", ReasonCode.ZERO),
]


@pytest.mark.parametrize(("text", "name", "standard", "code"), LESS_IS_BETTER)
def test_less_is_better(text: str, name: str, standard: str, code: ReasonCode) -> None:
    target = read_target(text, name=name, standard=standard)
    assert (target.comparator.value, target.reason.code) == ("<=", code)


MORE_IS_BETTER = [
    ("1%", "降低火災死亡率", "火災死亡數較前3年平均火災死亡數減少比率", ReasonCode.REDUCTION),
    (
        "10%",
        "降低道路交通事故",
        "道路交通死亡事故人數減少比率（基準值為3年平均值）",
        ReasonCode.REDUCTION,
    ),
    (
        "0.30%",
        "促進財政穩健",
        "舉債數÷歲出總額比率較基期（3.45%）減少之百分比",
        ReasonCode.REDUCTION,
    ),
    ("4%", "壅塞路段改善", "平均減少全日（40kph以下）壅塞率", ReasonCode.REDUCTION),
    (
        "15%",
        "節省作業時間",
        "（106年度作業時間－當年度作業時間）÷106年度作業時間",
        ReasonCode.REDUCTION,
    ),
    (
        "65.5%",
        "垃圾清運量減量率",
        "1－〔年度垃圾清運量÷歷史最高年之垃圾清運量〕×100%",
        ReasonCode.COMPLEMENT,
    ),
    ("95%", "海域監視能量", "【1－（系統無法正常運作日數÷365日）】×100%", ReasonCode.COMPLEMENT),
    ("98分", "管制績效分數", "分數=100－（白燈數×2）≧98分", ReasonCode.THRESHOLD),
    (
        "11%",
        "核編年度盈餘超出核列數之比率",
        "【（核編盈餘－核列盈餘）÷核列盈餘】×100%",
        ReasonCode.GAIN,
    ),
    ("6,500人", "有效查緝製賣運輸藥頭", "製造、販賣及運輸毒品案件起訴人數", ReasonCode.GAIN),
    (
        "86%",
        "傳銷事業檢查",
        "檢查發現有缺失者已改善之比率【已改善家數÷有缺失家數×100%】",
        ReasonCode.GAIN,
    ),
    (
        "8.5%",
        "職業災害保險人數成長率",
        "（當年度人數－上年度人數）÷上年度人數×100%",
        ReasonCode.GAIN,
    ),
    ("12,000公頃", "推動設施栽培，降低氣候災損風險", "生產設施累計總面積", ReasonCode.GAIN),
    (
        "10條河川/年",
        "毒性化學物質流布調查",
        "選定重要河川，調查毒性化學物質濃度",
        ReasonCode.DEFAULT,
    ),
    ("800小時", "製播高畫質電視節目", "高畫質電視節目製播時數", ReasonCode.GAIN),
    ("4.40%", "落實中央政府債務控管", "指標1×50%＋指標2×50%", ReasonCode.DEFAULT),
    ("300件", "食品抽驗件數", "抽驗不合格產品下架處理件數", ReasonCode.GAIN),
]


@pytest.mark.parametrize(("text", "name", "standard", "code"), MORE_IS_BETTER)
def test_more_is_better(text: str, name: str, standard: str, code: ReasonCode) -> None:
    target = read_target(text, name=name, standard=standard)
    assert (target.comparator.value, target.reason.code) == (">=", code)


def test_the_reason_names_a_word_that_stands_where_it_says() -> None:
    for text, name, standard, _ in LESS_IS_BETTER + MORE_IS_BETTER:
        reason = read_target(text, name=name, standard=standard).reason
        if reason.where == "name":
            assert reason.word in name
        assert bool(reason.word) is bool(reason.where)


STAGED = [
    "1.辦理座談會（25%）。2.研擬修正草案（75%）。3.送行政院審查（100%）",
    "1、完成草案（75%）。2、送行政院（90%）。3、完成立法（100%）",
    "①完成草案75%②送行政院90%③完成立法100%",
    "106年完成釋照作業。107年提出研析報告。108年完成政策方案。",
    "106年完成規劃設計；107年完成工程發包；108年完工啟用",
    "完成選舉區之劃分作業進度百分比（107年：選舉區變更案送立法院）",
]


@pytest.mark.parametrize("standard", STAGED)
def test_steps_of_a_work_make_a_milestone(standard: str) -> None:
    target = read_target("75%", name="健全法制", standard=standard)
    assert (target.comparator.value, target.reason.code) == ("milestone", ReasonCode.STAGED)


NOT_STAGED = [
    "1.服務滿意度（50%）2.設施滿意度（30%）3.網站滿意度（20%）",
    "1.服務滿意度（30%）2.設施滿意度（70%）",
    "1.警訊處理率×50%2.妥善率×50%",
    "使用次數成長率佔45%、使用滿意度佔55%",
    "107年度目標值75%，108年度目標值80%",
    "1.文件篇數。2.會議次數。3.互訪次數。每年均需較前年度增加10%。",
    "（截至當年度實際完成工作項目÷107年預定完成工作項目）×100%【107年：設置條例送立法院審議。】",
    "106年至109年港區全面使用低硫油累計百分比",
]


@pytest.mark.parametrize("standard", NOT_STAGED)
def test_weights_counts_and_formulas_are_no_steps(standard: str) -> None:
    assert read_target("75%", standard=standard).comparator == ">="


def test_steps_by_year_make_no_milestone_of_a_count() -> None:
    standard = "107年完成規劃作業。108年完成綜合規劃。"
    assert read_target("1件", standard=standard).comparator == ">="


def test_conditions_of_the_year_beside_a_formula_make_a_milestone() -> None:
    standard = (
        "（前年度場數－當年度場數）÷前年度場數×100%。（107年：場數較前年度減少15%以上。"
        "撲殺隻數136萬隻以下。）"
    )
    assert read_target("100%", standard=standard).comparator == "milestone"
    assert read_target("15%", standard=standard).comparator == ">="


def test_a_standard_is_taken_apart_into_what_moves_its_figure() -> None:
    found = measure("有罪率=有罪人數÷（有罪人數＋無罪人數）×100%（不含免訴）")
    assert found.phrases == ("有罪率", "有罪人數")
    assert found.arithmetic
    assert not found.decrease
