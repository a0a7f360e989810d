"""The formula of a KPI on its page: read, refused or left open; and its calculator."""

from __future__ import annotations

import re
from decimal import Decimal
from urllib.parse import quote, urlencode

import pytest

from guankao.figures.formulas import RefusalCode, RefusedFormula, evaluate, read_formula
from guankao.web.planning.models import Indicator
from guankao.web.portal.formulas import MOST_INPUTS, Reading, reading_of
from guankao.web.portal.formulas.reading import LONGEST_MARK

pytestmark = pytest.mark.usefixtures("sample_data")

SHOW_PIECE = "/107/法務部/kpi/8-1/"
WEIGHTED = "/107/僑務委員會/kpi/1-2/"
"""An attendance in persons, and a satisfaction in percent."""
SHARE = "/107/財政部/kpi/3-2/"
REFUSED = "/107/行政院海岸巡防署/kpi/4-1/"
LEFT_OPEN = "/107/勞動部/kpi/1-1/"
COUNTED = "/107/法務部/kpi/1-1/"


def section(response, identifier="formula"):
    html = response.content.decode()
    found = re.search(rf'<section id="{identifier}".*?</section>', html, re.S)
    return found[0] if found else ""


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def typed(response):
    return re.findall(r'<input id="v\d+" name="v\d+" value="([^"]*)"', section(response))


def asked(client, page, *values, form="html"):
    query = urlencode({f"v{number}": value for number, value in enumerate(values, start=1)})
    address = f"{page.rstrip('/')}.json" if form == "json" else page
    return client.get(f"{address}?{query}")


def in_english(client):
    client.cookies["guankao_language"] = "en"


def test_the_page_shows_the_formula_as_mathematics_beside_the_official_text(client):
    shown = section(client.get(SHOW_PIECE))
    assert "<h2" in shown
    assert "計算式" in shown
    assert "<msup><mtext>I1</mtext><mn>2</mn></msup>" in shown
    assert re.search(r'<div class="mathematics[^>]+tabindex="0" lang="zh-Hant"><math', shown)
    assert "有效結案率I係以有效終結案件" in words(shown)
    assert "（「I1」^2×「I2」＋「I1」×「I2」^2）÷" in words(shown)


def test_a_percentage_of_the_text_says_so_once(client):
    shown = section(client.get(WEIGHTED))
    assert "<mn>95</mn><mo>%</mo>" in shown
    assert "<mtext>%</mtext>" not in shown


def test_the_official_text_stands_on_the_page_once(client):
    main = client.get(SHOW_PIECE).content.decode().split("same-name")[0]
    assert main.count("非線性組合") == 1


def test_the_show_piece_is_computed_step_by_step(client):
    response = asked(client, SHOW_PIECE, "24%", "26%")
    shown = words(section(response))
    indicator = Indicator.objects.get(identifier="107/法務部/kpi/8-1")
    formula = read_formula(indicator.standard, target="25%", name=indicator.name)
    exact = evaluate(formula, {"I1": Decimal("0.24"), "I2": Decimal("0.26")})
    assert f"{exact.value:.2f}" == "24.92"
    assert "24.92 %" in shown
    assert "99.7%" in shown
    assert "未達目標" in shown
    assert re.search(r"▲ 黃燈 範例", shown)
    assert len(re.findall("<li>", section(response))) == len(exact.steps)
    assert "＝ 0.014976＋0.016224 ＝ 0.0312" in shown


def test_the_data_form_says_what_the_page_says(client):
    data = asked(client, SHOW_PIECE, "24%", "26%", form="json").json()["formula"]
    assert data["expression"].startswith("（「I1」^2×「I2」")
    assert data["unit"] == "%"
    assert [one["name"] for one in data["inputs"]] == ["I1", "I2"]
    assert data["refusal"] is None
    trial = data["trial"]
    assert trial["values"] == {"I1": "0.24", "I2": "0.26"}
    assert trial["result"]["value"].startswith("24.9201277955")
    assert trial["result"]["light"] == "yellow"
    assert trial["result"]["scheme"] == {"code": "annual-plan-example", "example": True}
    assert client.get("/107/法務部/kpi/8-1.json").json()["formula"]["trial"] is None


def test_the_table_form_has_the_expression(client):
    lines = b"".join(client.get("/107/財政部/kpi/3-2.csv").streaming_content).decode()
    head, row = lines.splitlines()[:2]
    assert "expression" in head.split(",")
    assert "「實際參訓人數」" in row


@pytest.mark.parametrize("agency", ["財政部", "僑務委員會", "法務部"])
def test_every_formula_of_a_ministry_can_be_tried_out(client, agency):
    """Every KPI of which the reader makes a formula has a field for every input, and a result."""
    tried = 0
    for indicator in Indicator.objects.filter(plan__identifier=f"107/{agency}"):
        reading = reading_of(Indicator.objects.select_related("plan").get(id=indicator.id))
        page = f"/{indicator.identifier}/"
        if reading.formula is None:
            continue
        assert section(client.get(page)).count("<label") == len(reading.formula.inputs)
        values = [str(90 + number) for number in range(len(reading.formula.inputs))]
        shown = section(asked(client, page, *values))
        assert 'class="outcome"' in shown, page
        tried += 1
    assert tried >= 8


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("6,500", "6500"),
        ("１２３", "123"),
        ("3億4,093萬", "340930000"),
        ("1.5萬人", "15000"),
        (" 45 ", "45"),
        ("一千二百", "1200"),
        ("-5", "-5"),
    ],
)
def test_a_figure_is_typed_as_officials_write_it(client, written, value):
    response = asked(client, SHARE, written, "60")
    assert typed(response)[0] == written
    data = asked(client, SHARE, written, "60", form="json").json()["formula"]["trial"]
    assert data["values"]["當年度考試取得促參專業人員資格人數"] == value
    assert data["result"] is not None


NONSENSE = [
    "abc", "NaN", "1e999", "Infinity", "=1+1", "@SUM(A1)", "10%以下", "1,23", "٣", "1_000",
    "'; DROP TABLE", "<script>alert(1)</script>", "9" * 64, "0x10", "－", "\u202e12", "1e3",
]  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hant", "en"])
@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_is_refused_at_its_field_and_stays_typed(client, nonsense, language):
    client.cookies["guankao_language"] = language
    response = asked(client, SHARE, nonsense, "3億4,093萬")
    assert response.status_code == 200
    shown = section(response)
    assert 'class="outcome"' not in shown
    assert shown.count('aria-invalid="true"') == 1
    assert typed(response)[1] == "3億4,093萬"
    assert typed(response)[0].replace("&lt;", "<").replace("&gt;", ">").replace("&#x27;", "'") == (
        nonsense
    )
    assert "<script" not in shown
    said = words(re.search(r'id="v1-said">(.*?)</div>', shown, re.S)[1])
    assert ("is no figure" if language == "en" else "不是數值") in said


@pytest.mark.parametrize("length", [201, 10_000, 1_000_000])
def test_a_value_longer_than_any_figure_is_refused_by_its_parameter(client, length):
    response = client.get(f"{SHARE}?v1={'9' * length}&v2=1")
    assert response.status_code == 400
    assert "「v1」" in response.content.decode()


@pytest.mark.parametrize("query", ["v3=1", "v1=1&v2=2&v3=3", "v0=1", "w1=1", "v1=1&v1=2"])
def test_a_parameter_that_the_formula_does_not_have_is_refused_by_name(client, query):
    response = client.get(f"{SHARE}?{query}")
    assert response.status_code == 400
    name = "v1" if query.endswith("v1=2") else query.split("&")[-1].split("=")[0]
    assert f"「{name}」" in response.content.decode()


@pytest.mark.parametrize("page", [COUNTED, LEFT_OPEN, REFUSED])
def test_a_page_without_a_calculator_has_no_such_parameter(client, page):
    assert client.get(f"{page}?v1=1").status_code == 400


@pytest.mark.parametrize(
    ("page", "values", "english", "chinese", "result"),
    [
        (SHARE, ["", "60"], "Type a figure.", "請填數值。", False),
        (SHARE, ["45", "0"], "Division by nought: 「實際參訓人數」 is 0.", "除數為零", False),
        (SHARE, ["-45", "60"], "A count is never below nought.", "計數不會是負數", True),
        (SHARE, ["90%", "60"], "not for a percentage", "不是百分比", False),
        (SHARE, ["9" * 40, "60"], "beyond any amount", "數值逾常理", False),
        (WEIGHTED, ["80萬", "0.9"], "0.9 was taken as 0.9%", "已將 0.9 視為 0.9%", True),
        (WEIGHTED, ["80萬", "900"], "cannot agree", "不會超過百分之百", True),
        (SHOW_PIECE, ["24", "26"], "type it with its sign", "請連同百分號填寫", True),
    ],
)
def test_what_is_wrong_is_a_sentence_in_both_languages(
    client, page, values, english, chinese, result
):
    for language, sentence in (("zh-hant", chinese), ("en", english)):
        client.cookies["guankao_language"] = language
        response = asked(client, page, *values)
        assert sentence in words(section(response)).replace("&amp;", "&")
        assert ('class="outcome"' in section(response)) is result
        assert typed(response) == values


def test_a_percentage_is_90_whether_or_not_its_sign_is_typed(client):
    plain, signed = (
        asked(client, WEIGHTED, "84萬", figure, form="json").json()["formula"]["trial"]
        for figure in ("95", "95%")
    )
    assert plain["result"] == signed["result"]
    assert plain["result"]["value"] == "100"
    assert plain["result"]["light"] == "green"


def test_a_value_that_the_standard_gives_is_filled_in(client):
    Indicator.objects.filter(identifier="107/財政部/kpi/3-2").update(
        standard="受益戶數÷4年預估受益戶數1,800戶×100%", target_text="50%"
    )
    response = client.get(SHARE)
    assert typed(response) == ["", "1,800"]
    assert "outcome" not in section(response)
    assert "50" in words(section(client.get(f"{SHARE}?v1=900")))
    cleared = asked(client, SHARE, "900", "")
    assert 'class="outcome"' not in section(cleared)


def test_names_are_escaped_in_mathematics_and_form(client):
    Indicator.objects.filter(identifier="107/財政部/kpi/3-2").update(
        standard="<b>甲&乙人數÷\"丙'人數×100%"
    )
    response = client.get(SHARE)
    assert response.status_code == 200
    assert "<b>甲" not in section(response)


def test_an_inferred_direction_is_marked_beside_the_target_that_decides(client):
    target = re.search(r"年度目標值 (.*?) 達成度", words(section(asked(client, SHARE, "1", "2"))))
    assert target[1] == "至少 81% · 越高越好 推定"
    written = section(asked(client, "/107/法務部/kpi/5-1/", "56,000", "50,000"))
    assert "推定" not in written


def test_a_target_at_most_counts_the_other_way(client):
    page = "/107/法務部/kpi/5-1/"  # 10%以下
    data = asked(client, page, "56,000", "50,000", form="json").json()["formula"]["trial"]
    assert data["result"]["value"] == "12"
    assert data["result"]["met"] is False
    assert data["result"]["ratio"] == "0.8333333333"
    assert data["result"]["light"] == "yellow"


def test_a_result_in_ten_thousands_stands_in_the_unit_of_the_target(client):
    data = asked(client, "/107/財政部/kpi/5-1/", "6億2,500萬", "6億", form="json").json()
    result = data["formula"]["trial"]["result"]
    assert (result["value"], result["unit"], result["met"]) == ("2500", "萬張", True)


def test_rounding_never_makes_a_target_met(client):
    data = asked(client, SHARE, "809,999", "100萬", form="json").json()["formula"]["trial"]
    assert data["result"]["met"] is False
    shown = words(section(asked(client, SHARE, "80,999,999", "1億")))
    assert "81 % （四捨五入）" in shown
    assert "未達目標" in shown


def test_a_refused_standard_shows_why_and_where(client):
    shown = section(client.get(REFUSED))
    assert "附有算式未表達的條件" in words(shown)
    assert re.search(r"<mark>規劃推動[^<]+2項以上[^<]*</mark>", shown)
    assert "<form" not in shown
    in_english(client)
    assert "a condition, which arithmetic does not say" in words(section(client.get(REFUSED)))
    refusal = client.get(f"{REFUSED[:-1]}.json").json()["formula"]["refusal"]
    assert refusal["code"] == "condition"


@pytest.mark.parametrize("code", list(RefusalCode))
@pytest.mark.parametrize("position", [0, 3, 9, 50])
def test_the_marked_place_loses_no_letter(code, position):
    text = "甲數÷乙數，丙數。"
    marked = Reading(None, RefusedFormula(text, position, code, "words"), "formula").marked
    assert marked.before + marked.marked + marked.after == text
    assert len(marked.marked) <= LONGEST_MARK


def test_a_rate_without_its_formula_gets_one_quiet_line(client):
    assert words(section(client.get(LEFT_OPEN))).endswith("衡量標準僅載比率或成長，未列計算式。")


def test_what_does_not_calculate_has_no_such_section(client):
    assert section(client.get(COUNTED)) == ""
    data = client.get(f"{COUNTED[:-1]}.json").json()["formula"]
    assert data["expression"] is None
    assert data["refusal"]["code"] == "no_arithmetic"


def test_a_formula_with_too_many_inputs_has_no_form(client):
    names = [
        f"第{'甲乙丙丁戊己庚辛壬癸'[n // 10]}{'甲乙丙丁戊己庚辛壬癸'[n % 10]}類人數"
        for n in range(40)
    ]
    Indicator.objects.filter(identifier="107/財政部/kpi/3-2").update(
        standard="＋".join(names), target_text="500人"
    )
    response = client.get(SHARE)
    assert MOST_INPUTS < 40
    assert "<math" in section(response)
    assert "<form" not in section(response)
    assert client.get(f"{SHARE}?v1=1").status_code == 400


@pytest.mark.parametrize("form", ["/", ".json", ".csv"])
def test_the_calculator_asks_the_database_nothing_more(client, django_assert_max_num_queries, form):
    with django_assert_max_num_queries(14):
        client.get(f"{SHOW_PIECE[:-1]}{form}?v1=24%25&v2=26%25")


def test_every_kpi_of_the_year_shows_its_page_with_and_without_figures(client):
    """Whatever the reader makes of a standard, its page stands, in all its parts."""
    shown = 0
    for indicator in Indicator.objects.select_related("plan").order_by("id")[::7]:
        reading = reading_of(indicator)
        page = f"/{quote(indicator.identifier)}/"
        assert client.get(page).status_code == 200
        if reading.calculable:
            zeros = asked(client, page, *["0"] * len(reading.formula.inputs))
            large = asked(client, page, *["9" * 30] * len(reading.formula.inputs))
            assert {zeros.status_code, large.status_code} == {200}
            shown += 1
    assert shown > 30
