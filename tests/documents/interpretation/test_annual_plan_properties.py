"""What the official layout writes is read back, whole or cut by pages, to the same plan."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.interpretation.plan_papers import plan_of
from documents.plans_of_tests import as_printed
from guankao.documents import Goal, HistoryValue, Indicator, Plan, Project, Strategy
from guankao.documents.interpretation import interpret
from guankao.documents.official import plan_paper
from guankao.documents.papers import Block, Cell, PageBreak, Paper, Row, Table
from guankao.sample import documents as sample_documents

SIGNS = "〇一二三四五六七八九十百無註備附說共項"
"""Signs that number, note or deny; a title of nothing else could not be told from the form."""

CHINESE = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5, exclude_characters=SIGNS)
INNER = st.one_of(CHINESE, CHINESE, CHINESE, st.sampled_from("、，（）「」5％%"))
FEW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def chinese(least: int, most: int) -> st.SearchStrategy[str]:
    inner = st.text(INNER, min_size=least, max_size=most)
    return st.tuples(CHINESE, inner, CHINESE).map("".join)


names = st.tuples(st.sampled_from(["", "", "2", "12", "118"]), chinese(4, 14)).map("".join)
sentences = chinese(5, 40).map(lambda text: f"{text}。")
standards = st.one_of(
    chinese(5, 30),
    st.tuples(chinese(2, 8), chinese(2, 8)).map(lambda pair: "（{}÷{}）×100%".format(*pair)),
    st.tuples(chinese(2, 8), chinese(2, 8)).map(lambda pair: "【（{0}－{1}）÷{1}】".format(*pair)),
)
targets = st.sampled_from(["6,500人", "10%以下", "第1級", "73.1%", "１５件", "3億4,093萬6千元"])
categories = st.sampled_from(["公共建設", "社會發展", "科技發展", "其它"])


@st.composite
def printed_plans(draw: st.DrawFn) -> Plan:
    """Plans with the keys and numbers of the form, in words that could be printed."""
    titles = draw(st.lists(chinese(4, 12), min_size=1, max_size=4, unique=True))
    goals = tuple(
        Goal(
            key=str(number),
            no=number,
            title=title,
            strategies=tuple(
                Strategy(text=text)
                for text in draw(st.lists(sentences, min_size=1, max_size=3, unique=True))
            ),
        )
        for number, title in enumerate(titles, start=1)
    )
    indicators = tuple(draw(_indicators(goals)))
    projects = tuple(draw(_projects(indicators)))
    return Plan(
        agency=draw(chinese(1, 3).filter(lambda name: name.isalpha())) + "署",
        fiscal_year=draw(st.integers(90, 199)),
        introduction=tuple(draw(st.lists(sentences, max_size=2, unique=True))),
        goals=goals,
        indicators=indicators,
        projects=projects,
    )


@st.composite
def _indicators(draw: st.DrawFn, goals: tuple[Goal, ...]) -> list[Indicator]:
    made = []
    taken: set[str] = set()
    for goal in goals:
        for number in range(1, draw(st.integers(1, 3)) + 1):
            name = draw(names.filter(lambda name: name not in taken))
            taken.add(name)
            years = draw(st.lists(st.integers(90, 199), max_size=2, unique=True))
            made.append(
                Indicator(
                    key=f"{goal.key}-{number}",
                    goal=goal.key,
                    no=number,
                    name=name,
                    evaluation_arrangement=draw(st.integers(1, 5)),
                    evaluation_method=draw(st.sampled_from(["統計數據", "問卷調查", "進度控管"])),
                    standard=draw(standards),
                    target=draw(targets),
                    linkage=tuple(draw(st.lists(categories, max_size=2, unique=True))),
                    history=tuple(
                        HistoryValue(fiscal_year=year, value=draw(targets)) for year in years
                    ),
                )
            )
    return made


@st.composite
def _projects(draw: st.DrawFn, indicators: tuple[Indicator, ...]) -> list[Project]:
    keys = st.lists(st.sampled_from([one.key for one in indicators]), max_size=3, unique=True)
    made = []
    for number, work_plan in enumerate(
        draw(st.lists(chinese(3, 8), min_size=1, max_size=3, unique=True)), start=1
    ):
        for item in range(1, draw(st.integers(1, 3)) + 1):
            contents = tuple(draw(st.lists(sentences, max_size=3, unique=True)))
            made.append(
                Project(
                    key=f"{number}-{item}",
                    work_plan=work_plan,
                    title=draw(chinese(3, 20)),
                    category=draw(categories),
                    contents=contents,
                    indicators=tuple(draw(keys)),
                )
            )
    return made


@given(plan=printed_plans())
@FEW
def test_the_official_layout_is_read_back(plan: Plan) -> None:
    assert plan_of(plan_paper(plan)) == plan


@given(plan=printed_plans(), data=st.data())
@FEW
def test_tables_cut_by_pages_are_read_back(plan: Plan, data: st.DataObject) -> None:
    blocks: list[Block] = []
    for block in plan_paper(plan).blocks:
        if isinstance(block, Table):
            blocks += _cut_between_rows(block, data)
        else:
            blocks.append(block)
    assert plan_of(Paper(tuple(blocks))) == plan


@given(plan=printed_plans(), data=st.data())
@FEW
def test_rows_cut_by_pages_are_read_back(plan: Plan, data: st.DataObject) -> None:
    blocks: list[Block] = []
    for block in plan_paper(plan).blocks:
        if isinstance(block, Table):
            blocks += _cut_inside_a_row(block, data)
        else:
            blocks.append(block)
    assert plan_of(Paper(tuple(blocks))) == plan


def _cut_between_rows(table: Table, data: st.DataObject) -> list[Block]:
    """Two tables, each with its heads; a cell that spans the cut is empty in the second."""
    cut = data.draw(st.integers(1, len(table.rows) - 1))
    first = replace(table, rows=table.rows[:cut])
    second = replace(table, rows=(table.rows[0], *map(_uncovered, table.rows[cut:])))
    return [first, PageBreak(), second]


def _cut_inside_a_row(table: Table, data: st.DataObject) -> list[Block]:
    """A row whose cells go on in a row of the next page, each from another place."""
    number = data.draw(st.integers(1, len(table.rows) - 1))
    row = _uncovered(table.rows[number])
    kept, left = [], []
    for place, cell in enumerate(row.cells):
        # What stands on one line fits above the cut; the columns that are cut hold prose.
        whole = place < 2 or len(cell.text) < 6
        at = len(cell.text) if whole else data.draw(st.integers(1, len(cell.text) - 1))
        kept.append(replace(cell, text=cell.text[:at]))
        left.append(Cell(cell.text[at:]))
    first = replace(table, rows=(*table.rows[:number], Row(tuple(kept))))
    rest = (table.rows[0], Row(tuple(left)), *map(_uncovered, table.rows[number + 1 :]))
    return [first, replace(table, rows=rest)]


def _uncovered(row: Row) -> Row:
    return Row(tuple(replace(cell, covered=False, rows=1) for cell in row.cells))


def test_every_plan_of_the_sample_is_read_back() -> None:
    shipped = [*sample_documents(), *sample_documents(fictional=True)]
    plans = [document for document in shipped if isinstance(document, Plan)]
    assert len(plans) == 36
    for plan in plans:
        assert [strategy for goal in plan.goals for strategy in goal.strategies] == []
        assert _read_back(plan) == as_printed(plan)


def _read_back(plan: Plan) -> Plan:
    """The sample leaves strategies out, which a reader misses, and says so."""
    result = interpret(plan_paper(plan))
    assert result.uncertain == ()
    [read] = result.documents
    assert isinstance(read, Plan)
    return read
