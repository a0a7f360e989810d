"""Datasets of what was reported: published figures, their inputs, and what was expected when."""

from __future__ import annotations

from django.db.models import Case, F, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Concat, Substr

from guankao.web.planning.models import Indicator
from guankao.web.portal.datasets import places
from guankao.web.portal.datasets.columns import Column, ColumnType, Dataset, Source
from guankao.web.publishing.models import PublishedFigure, PublishedInput
from guankao.web.reporting.models import ExpectedReport, LateException, ReportStep
from guankao.web.reporting.states import ReportTurn
from guankao.web.reporting.tallies import STANDS

TEXT, INTEGER, DECIMAL = ColumnType.TEXT, ColumnType.INTEGER, ColumnType.DECIMAL
MOMENT, BOOLEAN, COUNT = ColumnType.MOMENT, ColumnType.BOOLEAN, Source.COUNT
OF_A_KPI = "kpi/"


def _element(plan: str, element: str) -> Concat:
    return Concat(F(f"{plan}__identifier"), Value("/"), F(element), output_field=TextField())


def _period(prefix: str = "") -> tuple[Column, Column]:
    return (
        Column(
            "period",
            TEXT,
            "Code of the period: month-3, quarter-1, half-2 or year.",
            "期別代號：month-3 三月、quarter-1 第一季、half-2 下半年、year 全年。",
            Source.GUANKAO,
            f"{prefix}period",
        ),
        Column(
            "period_end",
            ColumnType.DATE,
            "Last day of the period.",
            "期別末日。",
            COUNT,
            f"{prefix}period_end",
        ),
    )


def _published(prefix: str = "") -> tuple[Column, ...]:
    return (
        Column(
            "version",
            INTEGER,
            "Number of the published version of this figure, from 1.",
            "本項數值之公布版次，由 1 起。",
            COUNT,
            f"{prefix}number",
        ),
        Column(
            "published_at",
            MOMENT,
            "When it was published.",
            "公布時刻。",
            COUNT,
            f"{prefix}published_at",
        ),
        Column(
            "standing",
            BOOLEAN,
            "Whether it is the newest version; filter by it for one row a period.",
            "是否為現行版本；以此篩選，每期僅一筆。",
            COUNT,
            f"{prefix}standing",
        ),
    )


def _why(prefix: str = "") -> tuple[Column, Column]:
    return (
        Column(
            "cause",
            TEXT,
            "Why it was published: first, corrected, or restated after an earlier period was.",
            "公布緣由：first 首次、corrected 更正、restated 因較早期別更正而變動。",
            COUNT,
            f"{prefix}cause",
        ),
        Column(
            "reason_of_correction",
            TEXT,
            "Why it was corrected, in the agency's words.",
            "更正理由。",
            value=f"{prefix}reason",
        ),
    )


def _figures_of(word: str) -> Q:
    return Q(plan__fictional=False, element__startswith=word)


RESULTS = Dataset(
    name="results",
    english="Every figure of a KPI that was published, also those that were corrected since.",
    chinese="歷次公布之關鍵績效指標數值，更正前後並列。",
    queryset=lambda: PublishedFigure.objects.filter(_figures_of(OF_A_KPI)),
    columns=(
        places.pointer("indicator", _element("plan", "element"), "KPI", "關鍵績效指標"),
        *places.fiscal_year("plan__fiscal_year"),
        *places.agency("plan__agency"),
        *_period(),
        Column(
            "value",
            DECIMAL,
            "What was reached from the start of the year to the end of the period.",
            "自年初至期末之達成數值。",
            COUNT,
        ),
        Column("unit", TEXT, "Unit of the value.", "單位。", COUNT),
        Column(
            "target",
            TEXT,
            "Target of the year as the plan has it now; empty where it no longer has the KPI.",
            "現行計畫所載年度目標值；計畫已無此指標者空白。",
            value=Subquery(
                Indicator.objects.filter(
                    plan=OuterRef("plan"), key=Substr(OuterRef("element"), len(OF_A_KPI) + 1)
                ).values("target_text")[:1]
            ),
        ),
        Column(
            "achievement",
            DECIMAL,
            "Share of the target that was reached: 1 is all of it; empty where it cannot be said.",
            "達成度，1 為完全達成；無從計算者空白。",
            COUNT,
        ),
        Column("met", BOOLEAN, "Whether the target is met; empty if unknown.", "是否達成。", COUNT),
        Column(
            "light",
            TEXT,
            "Light: green, yellow, red, or white where it is unknown.",
            "燈號：green 綠、yellow 黃、red 紅、white 白（未知）。",
            COUNT,
        ),
        *_published(),
        *_why(),
    ),
)

PROJECT_RESULTS = Dataset(
    name="project_results",
    english="Every published report on a project, also those that were corrected since.",
    chinese="歷次公布之重要計畫項目執行情形，更正前後並列。",
    queryset=lambda: PublishedFigure.objects.filter(_figures_of("project/")),
    columns=(
        places.pointer("project", _element("plan", "element"), "project", "計畫項目"),
        *places.fiscal_year("plan__fiscal_year"),
        *places.agency("plan__agency"),
        *_period(),
        Column(
            "planned",
            DECIMAL,
            "Planned progress in percent, from the start of the year.",
            "自年初累計之預定進度（%）。",
        ),
        Column(
            "actual",
            DECIMAL,
            "Progress in percent, from the start of the year.",
            "自年初累計之實際進度（%）。",
            value="value",
        ),
        Column(
            "allotted",
            DECIMAL,
            "Budget allotted so far, in thousands of New Taiwan dollars.",
            "累計分配預算（千元）。",
        ),
        Column(
            "spent",
            DECIMAL,
            "Spent so far, in thousands of New Taiwan dollars.",
            "累計執行數（千元）。",
        ),
        Column(
            "risk",
            TEXT,
            "Risk by the warning rules: high, middle, low or unknown.",
            "依警訊標準之風險：high 高、middle 中、low 低、unknown 不明。",
            COUNT,
        ),
        *_published(),
        *_why(),
    ),
)

REPORTED_INPUTS = Dataset(
    name="reported_inputs",
    english="The raw figures of every published figure, as the agency stated them for the period.",
    chinese="各公布數值之計算項目，為機關當期填報之數值。",
    queryset=lambda: PublishedInput.objects.filter(figure__plan__fictional=False),
    columns=(
        places.pointer(
            "indicator", _element("figure__plan", "figure__element"), "KPI", "關鍵績效指標"
        ),
        *places.fiscal_year("figure__plan__fiscal_year"),
        *_period("figure__"),
        *_published("figure__"),
        Column("number", INTEGER, "Its number in the report, from 1.", "項次，由 1 起。", COUNT),
        Column(
            "name",
            TEXT,
            "Name of the input; empty where the figure of the KPI itself was stated.",
            "計算項目名稱；直接填報指標數值者空白。",
        ),
        Column("value", DECIMAL, "The figure as it was stated.", "填報數值。"),
        Column("unit", TEXT, "Unit, where one was stated.", "單位；未填者空白。"),
        Column(
            "source",
            TEXT,
            "How it came: typed, file, report or computed.",
            "資料來源方式：typed 自行填列、file 匯入檔案、report 引用其他填報、computed 系統計算。",
        ),
        Column(
            "origin",
            TEXT,
            "Which file, report or system it came from; empty where it was typed.",
            "資料出處；自行填列者空白。",
        ),
    ),
)


def _first_submission(field: str) -> Case:
    """Of what stands: who took a report back has not handed it in."""
    steps = ReportStep.objects.filter(
        report__expected=OuterRef("pk"), step=ReportTurn.SUBMIT.value
    ).order_by("number")
    return Case(When(STANDS, then=Subquery(steps.values(field)[:1])))


def _leave(field: str) -> Subquery:
    standing = LateException.objects.filter(expected=OuterRef("pk"), ended_at__isnull=True)
    return Subquery(standing.values(field)[:1])


REPORT_CALENDAR = Dataset(
    name="report_calendar",
    english="Every report that is expected of a published plan, with when it was due and came.",
    chinese="已公布計畫應填報之項目及期限、送出情形與延後填報。",
    queryset=lambda: ExpectedReport.objects.filter(
        plan__fictional=False, withdrawn_at__isnull=True
    ),
    columns=(
        places.identifier("expected report", "應填報項目"),
        places.pointer("plan", "plan__identifier", "plan", "計畫"),
        places.pointer("element", _element("plan", "element"), "KPI or project", "指標或計畫項目"),
        *places.fiscal_year("plan__fiscal_year"),
        *places.agency("plan__agency"),
        *_period(),
        Column(
            "control_level",
            TEXT,
            "Who controls the project: 行政院, 部會 or 自行; empty of a KPI.",
            "管制級別：行政院、部會、自行；指標則空白。",
            value=Case(
                When(control_level="cabinet", then=Value("行政院")),
                When(control_level="ministry", then=Value("部會")),
                When(control_level="self", then=Value("自行")),
                default=F("control_level"),
                output_field=TextField(),
            ),
        ),
        Column("opens_at", MOMENT, "From when on it is taken.", "開放填報時刻。", COUNT),
        Column("due_at", MOMENT, "The first moment that is late.", "逾期起始時刻。", COUNT),
        Column(
            "closes_at", MOMENT, "The first moment at which it is not taken.", "關閉時刻。", COUNT
        ),
        Column(
            "handed_in_at",
            MOMENT,
            "When it was first handed in; empty where it was not, or was taken back.",
            "首次送出時刻；未送出或已撤回者空白。",
            COUNT,
            _first_submission("taken_at"),
        ),
        Column(
            "handed_in_stage",
            TEXT,
            "Where that lay: open, in time; late; excused, within leave to come later.",
            "送出階段：open 期限內、late 逾期、excused 准予延後期間。",
            COUNT,
            _first_submission("stage"),
        ),
        Column(
            "published",
            BOOLEAN,
            "Whether something of it is published.",
            "是否已公布。",
            COUNT,
            Case(When(report__published_version__isnull=False, then=Value(True)), default=False),
        ),
        Column(
            "exception_until",
            MOMENT,
            "Until when it may come later; empty where no leave stands.",
            "准予延後至何時；無則空白。",
            COUNT,
            _leave("until"),
        ),
        Column(
            "exception_reason",
            TEXT,
            "Why it may come later.",
            "准予延後之理由。",
            value=_leave("reason"),
        ),
        Column(
            "exception_given_by",
            TEXT,
            "Who gave that leave.",
            "准予延後之人。",
            value=_leave("person_name"),
        ),
    ),
)
