"""Datasets of agencies, their plans, goals and projects, and of the guidelines."""

from __future__ import annotations

from guankao.web.organizations.models import Agency
from guankao.web.planning.models import (
    Answer,
    Clause,
    Goal,
    Milestone,
    Plan,
    PlannedProgress,
    Project,
    ProjectIndicator,
    PublishedVersion,
    Section,
    Strategy,
)
from guankao.web.portal.datasets import places
from guankao.web.portal.datasets.columns import Column, ColumnType, Dataset, Source

TEXT, INTEGER = ColumnType.TEXT, ColumnType.INTEGER

AGENCIES = Dataset(
    name="agencies",
    english="Agencies that plan or answer for a measure.",
    chinese="提出施政計畫或負責執行措施的機關。",
    queryset=lambda: Agency.objects.filter(fictional=False),
    columns=(
        Column("name", TEXT, "Official name; unique.", "機關全銜，不重複。"),
        Column("name_en", TEXT, "English name.", "英文名稱。", Source.GUANKAO),
        Column(
            "parent",
            TEXT,
            "Name of the agency that it stands under; empty where there is none.",
            "上級機關全銜；無則空白。",
            value="parent__name",
        ),
    ),
)

PLANS = Dataset(
    name="plans",
    english="Annual plans: one agency, one fiscal year.",
    chinese="年度施政計畫，一機關一年度一筆。",
    queryset=lambda: Plan.objects.filter(fictional=False),
    columns=(
        places.identifier("plan", "計畫"),
        *places.fiscal_year(),
        *places.agency("agency"),
        Column(
            "chapter",
            INTEGER,
            "Chapter in the cabinet's book of plans; empty for a plan that stands alone.",
            "於行政院彙編本之章次；單獨成冊者空白。",
        ),
        Column(
            "content_digest",
            TEXT,
            "SHA-256 of the plan as an interchange document: another digest is another text.",
            "計畫交換文件之 SHA-256；值不同即內容不同。",
            Source.COUNT,
        ),
    ),
)

GOALS = Dataset(
    name="goals",
    english="Goals of the plans.",
    chinese="年度施政目標。",
    queryset=lambda: Goal.objects.filter(plan__fictional=False),
    columns=(
        places.identifier("goal", "目標"),
        places.pointer("plan", "plan__identifier", "plan", "計畫"),
        *places.fiscal_year("plan__fiscal_year"),
        *places.agency("plan__agency"),
        Column("number", INTEGER, "Number in the plan's list of goals.", "施政目標項次。"),
        Column("title", TEXT, "The goal as written.", "施政目標。"),
    ),
)

STRATEGIES = Dataset(
    name="strategies",
    english="Strategies under the goals; empty where only the goals were entered.",
    chinese="施政目標下之策略；僅登錄目標者無資料。",
    queryset=lambda: Strategy.objects.filter(goal__plan__fictional=False),
    columns=(
        places.pointer("goal", "goal__identifier", "goal", "目標"),
        Column("number", INTEGER, "Number under the goal.", "策略項次。"),
        Column("text", TEXT, "The strategy as written.", "策略內容。"),
    ),
)

GOAL_CLAUSES = Dataset(
    name="goal_clauses",
    english="Which goal answers which clause of the policy guidelines, as its agency says.",
    chinese="施政目標對應之施政方針條文，由提出機關認定。",
    queryset=lambda: Answer.objects.filter(goal__plan__fictional=False),
    columns=(
        places.pointer("goal", "goal__identifier", "goal", "目標"),
        *places.fiscal_year("goal__plan__fiscal_year"),
        *places.agency("goal__plan__agency"),
        Column(
            "number", INTEGER, "Place among the clauses of the goal, from 1.", "順序，由 1 起。"
        ),
        Column(
            "section_key",
            TEXT,
            "Key of the section of the year's guidelines.",
            "施政方針章之代號。",
            Source.GUANKAO,
        ),
        Column(
            "clause_key",
            TEXT,
            "Key of the clause within the section: its number, unless it was moved since.",
            "條文於章內之代號，即其項次；移動後仍沿用。",
            Source.GUANKAO,
        ),
        Column(
            "text",
            TEXT,
            "The clause as it was written when the goal was tied to it; empty where unknown.",
            "對應當時之條文；未登錄者空白。",
        ),
    ),
)

PROJECTS = Dataset(
    name="projects",
    english="Important projects of the plans.",
    chinese="年度重要計畫項目。",
    queryset=lambda: Project.objects.filter(plan__fictional=False),
    columns=(
        places.identifier("project", "計畫項目"),
        places.pointer("plan", "plan__identifier", "plan", "計畫"),
        *places.fiscal_year("plan__fiscal_year"),
        *places.agency("plan__agency"),
        Column(
            "key",
            TEXT,
            "Key within the plan: work plan and item.",
            "於計畫內之代號：工作計畫及項次。",
            Source.GUANKAO,
        ),
        Column(
            "position", INTEGER, "Place in the plan's table, from 1.", "於計畫表中之順序，由 1 起。"
        ),
        Column("work_plan", TEXT, "Work plan that holds it.", "工作計畫名稱。"),
        Column("title", TEXT, "Title of the project.", "重要計畫項目。"),
        Column(
            "category",
            TEXT,
            "Category: public-construction, social-development, science-technology or other.",
            "計畫類別：public-construction 公共建設、social-development 社會發展、"
            "science-technology 科技發展、other 其它。",
        ),
        Column(
            "content_items",
            INTEGER,
            "How many items its contents list.",
            "實施內容列點數。",
            Source.COUNT,
        ),
        Column(
            "indicator_count", INTEGER, "How many KPIs it serves.", "關聯之 KPI 數。", Source.COUNT
        ),
        Column(
            "budget",
            ColumnType.DECIMAL,
            "Budget of the year in thousands of New Taiwan dollars.",
            "年度預算（千元）。",
        ),
        Column(
            "control_level",
            TEXT,
            "Who controls the project: 行政院, 部會 or 自行; empty where it is not said.",
            "管制級別：行政院、部會、自行；未載明者空白。",
        ),
    ),
)

MILESTONES = Dataset(
    name="project_milestones",
    english="What of a project is to be done by which day.",
    chinese="計畫項目之查核點。",
    queryset=lambda: Milestone.objects.filter(project__plan__fictional=False),
    columns=(
        places.pointer("project", "project__identifier", "project", "計畫項目"),
        Column("number", INTEGER, "Its number under the project.", "查核點序號。"),
        Column("due", ColumnType.DATE, "The day by which it is done.", "預定完成日。"),
        Column("title", TEXT, "What is done by then.", "查核點內容。"),
    ),
)

PLANNED_PROGRESS = Dataset(
    name="project_planned_progress",
    english="How far a project is to be at the end of a month.",
    chinese="計畫項目各月預定進度。",
    queryset=lambda: PlannedProgress.objects.filter(project__plan__fictional=False),
    columns=(
        places.pointer("project", "project__identifier", "project", "計畫項目"),
        Column("month", INTEGER, "Month of the fiscal year, 1 to 12.", "月份，1 至 12。"),
        Column(
            "percent",
            ColumnType.DECIMAL,
            "Planned progress in percent, from the start of the year.",
            "自年初累計之預定進度（%）。",
        ),
    ),
)

PUBLISHED_VERSIONS = Dataset(
    name="published_versions",
    english="Every text of a plan that was public.",
    chinese="施政計畫歷次公布版本。",
    queryset=lambda: PublishedVersion.objects.filter(plan__fictional=False),
    columns=(
        places.pointer("plan", "plan__identifier", "plan", "計畫"),
        Column(
            "version",
            INTEGER,
            "Number of the version, from 1.",
            "版次，由 1 起。",
            Source.COUNT,
            "number",
        ),
        Column("reason", TEXT, "Why the version before was amended.", "修正理由。"),
        Column(
            "content_digest",
            TEXT,
            "SHA-256 of the text as an interchange document.",
            "計畫交換文件之 SHA-256。",
            Source.COUNT,
            "digest",
        ),
    ),
)

PROJECT_INDICATORS = Dataset(
    name="project_indicators",
    english="Which project serves which KPI.",
    chinese="計畫項目與關鍵績效指標之關聯。",
    queryset=lambda: ProjectIndicator.objects.filter(project__plan__fictional=False),
    columns=(
        places.pointer("project", "project__identifier", "project", "計畫項目"),
        places.pointer("indicator", "indicator__identifier", "KPI", "關鍵績效指標"),
    ),
)

GUIDELINE_SECTIONS = Dataset(
    name="guideline_sections",
    english="Sections of the cabinet's policy guidelines.",
    chinese="施政方針各章。",
    queryset=lambda: Section.objects.filter(guidelines__fictional=False),
    columns=(
        places.identifier("section", "章"),
        *places.fiscal_year("guidelines__fiscal_year"),
        Column("number", INTEGER, "Number of the section.", "章次。"),
        Column("title", TEXT, "Title of the section.", "章名。"),
        Column("clause_count", INTEGER, "How many clauses it has.", "條文數。", Source.COUNT),
    ),
)

GUIDELINE_CLAUSES = Dataset(
    name="guideline_clauses",
    english="Clauses of the sections; the text is empty where only the count was entered.",
    chinese="施政方針條文；僅登錄條數者文字空白。",
    queryset=lambda: Clause.objects.filter(section__guidelines__fictional=False),
    columns=(
        places.pointer("section", "section__identifier", "section", "章"),
        Column(
            "key",
            TEXT,
            "Key within the section, by which goals name it: its number, unless it was moved.",
            "於章內之代號，供施政目標對應；即其項次，移動後仍沿用。",
            Source.GUANKAO,
        ),
        Column("number", INTEGER, "Number within the section.", "項次。"),
        Column("text", TEXT, "The clause as written.", "條文。"),
    ),
)
