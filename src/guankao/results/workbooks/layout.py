"""What stands in a workbook of reports: its sheets, columns and words.

The first row of a sheet is hidden and holds the code of each column; the hidden columns on the
left say of which report a row is. A hidden sheet says of which plan and period the workbook is.
So a workbook in either language is read back alike, whatever its person made wider or coloured.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from guankao.documents import Indicator, Project, Report
from guankao.documents.words import Language, Words
from guankao.results.provided import Provided

VERSION: Final = 1
"""Of the layout. A workbook of another is refused, and its person takes a new one."""

ABOUT: Final = "guankao"
"""Name of the hidden sheet: codes in its first column, what they are in its second."""

REPORT, VERSION_SEEN, FIELD, VALUE = "report", "version", "field", "value"
"""Codes of columns: of which report a row is, the version that the workbook was made from, which
field of the report, and what is stated. A column of any other code is a field of the report."""

CODES_ROW, HEADINGS_ROW, FIRST_ROW = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Blank:
    """A report that is to be filled in.

    Attributes:
        identifier: of what is expected.
        version: of the report that stands; 0 where there is none.
        element: the KPI or project of the plan.
        report: what stands; None where nobody began it.
        last: what the report of the period before states, by the names of fields.
        provided: inputs that are filled in from elsewhere.
        planned: progress in percent that the plan has by the end of the period, as a text.
    """

    identifier: str
    version: int
    element: Indicator | Project
    report: Report | None = None
    last: Mapping[str, str] = field(default_factory=dict)
    provided: tuple[Provided, ...] = ()
    planned: str = ""


@dataclass(frozen=True, slots=True)
class Workbook:
    """The reports of one plan for one period, for one person.

    Attributes:
        plan: identifier of the plan.
        agency: as its person reads it.
        period: code of the period.
        title: what the workbook is, such as 107年第1季 示範署.
        due: by when the reports are to come, in words.
        left_out: how many reports of the period cannot be filled in now.
        blanks: in the order of the plan.
    """

    plan: str
    agency: str
    fiscal_year: int
    period: str
    title: str
    due: str
    left_out: int
    blanks: tuple[Blank, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its code, heading, width in characters, and what may be typed into it."""

    code: str
    heading: Words
    width: int
    kind: str = ""
    """"" is only shown; number, percent, day and text are typed."""


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A sheet: its name and its columns after the hidden ones."""

    name: Words
    columns: tuple[Column, ...]


HIDDEN: Final = (REPORT, VERSION_SEEN, FIELD)

INSTRUCTIONS: Final = Words("填寫說明", "How to fill it in")
FIGURES: Final = SheetLayout(
    Words("指標數值", "Figures of KPIs"),
    (
        Column("no", Words("編號", "No."), 8),
        Column("name", Words("關鍵績效指標", "KPI"), 36),
        Column("input", Words("計算項目", "Input"), 36),
        Column("unit", Words("單位", "Unit"), 10),
        Column("last", Words("上期數值", "Last value"), 16),
        Column("provided", Words("帶入來源", "Filled in from"), 24),
        Column(VALUE, Words("本期數值", "Value"), 20, "number"),
    ),
)
REMARKS: Final = SheetLayout(
    Words("指標說明", "Remarks on KPIs"),
    (
        Column("no", Words("編號", "No."), 8),
        Column("name", Words("關鍵績效指標", "KPI"), 36),
        Column("reason", Words("差異原因", "Reason"), 44, "text"),
        Column("countermeasure", Words("因應對策", "Countermeasure"), 44, "text"),
        Column("data_quality", Words("資料品質說明", "Quality of the data"), 32, "text"),
    ),
)
PROGRESS: Final = SheetLayout(
    Words("計畫進度", "Progress of projects"),
    (
        Column("no", Words("編號", "No."), 8),
        Column("name", Words("重要計畫項目", "Project"), 36),
        Column("plan_has", Words("計畫預定進度（累計%）", "Planned by the plan (%)"), 14),
        Column("planned", Words("預定進度（累計%）", "Planned (%)"), 14, "percent"),
        Column("last", Words("上期實際進度（累計%）", "Last progress (%)"), 14),
        Column("actual", Words("實際進度（累計%）", "Progress (%)"), 14, "percent"),
        Column("allotted", Words("累計分配預算（千元）", "Allotted (NT$ thousand)"), 16, "number"),
        Column("spent", Words("累計執行數（千元）", "Spent (NT$ thousand)"), 16, "number"),
        Column("reason", Words("差異原因", "Reason"), 44, "text"),
        Column("countermeasure", Words("因應對策", "Countermeasure"), 44, "text"),
        Column("data_quality", Words("資料品質說明", "Quality of the data"), 32, "text"),
    ),
)
MILESTONES: Final = SheetLayout(
    Words("查核點", "Milestones"),
    (
        Column("no", Words("編號", "No."), 8),
        Column("name", Words("重要計畫項目", "Project"), 36),
        Column("due", Words("預定完成日", "Due"), 14),
        Column("title", Words("查核點", "Milestone"), 44),
        Column(VALUE, Words("實際完成日", "Done on"), 16, "day"),
    ),
)
THE_FIGURE: Final = Words("實際值", "The figure itself")

ADVICE: Final = (
    Words(
        "請只填黃色的儲存格；其餘儲存格受到保護，由系統帶入。",
        "Fill in the yellow cells. The others are protected: the system filled them in.",
    ),
    Words(
        "數值以該列的單位填列，可用千分位；沒有發生請填 0，不知道請留白。",
        "Write figures in the unit of their row; commas are fine. Enter 0 for none, and leave "
        "blank what is not known.",
    ),
    Words(
        "日期請填如 2018-03-31 或 107/3/31。",
        "Write days like 2018-03-31.",
    ),
    Words(
        "儲存後回到填報頁面上傳。上傳後先顯示將變更的內容與有誤的儲存格，確認後才儲存；同一份檔案上傳兩次不會重複。",
        "Save it and hand it in on the page it came from. What would change, and which cells are "
        "at fault, is shown before anything is stored; the same file twice changes nothing.",
    ),
    Words(
        "請勿刪除或搬移欄、列與工作表；上傳只儲存填報內容，提報請於填報頁面辦理。",
        "Do not remove or move columns, rows or sheets. Handing the file in stores what is "
        "stated; each report is then submitted on its page.",
    ),
)
