"""A page that was written as HTML: axe finds nothing, nothing is cut off, and it prints whole."""

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe

from documents.formats.papers_of_tests import PAPER
from guankao.documents import Plan
from guankao.documents.formats.html import write_html
from guankao.documents.formats.pdf.reader import read_paper
from guankao.documents.official import plan_paper
from guankao.sample import documents as sample_documents


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The addresses of two pages: one with each thing that a paper holds, and a plan."""
    folder = tmp_path_factory.mktemp("written")
    plans = [one for one in sample_documents() if isinstance(one, Plan)]
    plan = max(plans, key=lambda one: len(one.indicators))
    for name, paper in (("paper", PAPER), ("plan", plan_paper(plan))):
        (folder / f"{name}.html").write_text(write_html(paper), encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in ("paper", "plan")}


@pytest.mark.parametrize("name", ["paper", "plan"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(browser, written, name, width):
    # axe is itself a script, which the page's own policy would refuse.
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(written[name])
    results = Axe().run(page)
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
    context.close()
    assert results.generate_snapshot() == "", results.generate_report()
    assert not wide, "the page scrolls sideways"


def test_it_prints_on_a4_with_heads_on_every_page(browser, written):
    context = browser.new_context()
    page = context.new_page()
    page.goto(written["plan"])
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    context.close()
    document = pypdfium2.PdfDocument(printed)
    sizes = {tuple(map(round, one.get_size())) for one in document}
    document.close()
    assert sizes <= {(595, 842), (596, 842)}
    tables = list(read_paper(printed).tables)
    assert len(tables) > 2
    for table in tables:
        assert table.rows[0].texts[0] in {"施政目標", "工作計畫名稱"}
