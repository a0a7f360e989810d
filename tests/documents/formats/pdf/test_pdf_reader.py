"""Reading PDF: tables by their rules, lines joined where the width broke them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import typst

from documents.formats.made_files import PdfPage, assembled, docx, pdf, run
from documents.formats.papers_read import codes, grid, only_table, texts
from guankao.documents import fonts
from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.limits import Limits
from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.formats.pdf.reader import read_paper
from guankao.documents.papers import Paper

LEFT, RIGHT = 50.0, 250.0
SIZE = 10.0


def written(*lines: str, size: float = SIZE, pitch: float = 15) -> PdfPage:
    """A page with lines from the same left edge, 20 letters wide."""
    page = PdfPage()
    for number, line in enumerate(lines):
        page.text(LEFT, 700 - number * pitch, line, size)
    return page


def paragraphs(*lines: str) -> list[str]:
    return texts(read_paper(pdf(written(*lines))))


FULL = "本計畫以提升造林面積與林木品質為目的加強"


def test_full_lines_are_one_paragraph_and_a_short_one_ends_it() -> None:
    assert paragraphs(FULL, FULL, "山坡地管理。", "另訂細則。") == [
        f"{FULL}{FULL}山坡地管理。",
        "另訂細則。",
    ]


def test_short_lines_with_bullets_and_figures_stay_apart() -> None:
    page = written("目標", "107.1.1", "I1", FULL)
    for y, text in ((600, "甲"), (585, "乙")):
        page.text(LEFT, y, "-")
        page.text(LEFT + 25, y, text)
    assert texts(read_paper(pdf(page))) == ["目標", "107.1.1", "I1", FULL, "- 甲", "- 乙"]


def test_an_item_begins_a_paragraph_even_after_a_full_line() -> None:
    first = "（一）" + FULL[:16] + "。"
    second = "（二）" + FULL[:5] + "。"
    assert len(first) == len(FULL)
    assert paragraphs(first, second) == [first, second]


def test_a_word_of_latin_script_is_not_parted_by_the_line_and_keeps_its_space() -> None:
    page = PdfPage()
    page.text(LEFT, 700, "annual plan of the agency and its")
    page.text(LEFT, 685, "targets for the year that begins")
    page.text(LEFT, 670, "soon.")
    joined = "annual plan of the agency and its targets for the year that begins soon."
    assert texts(read_paper(pdf(page))) == [joined]


def test_a_larger_line_and_a_larger_distance_part_paragraphs() -> None:
    page = written(FULL, FULL, FULL)
    page.text(LEFT, 640, FULL)
    page.text(LEFT, 740, FULL[:10], 20)
    assert texts(read_paper(pdf(page))) == [FULL[:10], FULL * 3, FULL]


def test_a_gap_between_scripts_is_no_space_and_a_drawn_space_is_one() -> None:
    page = PdfPage()
    after = page.text(LEFT, 700, "辦理")
    after = page.text(after + 2, 700, "20")
    page.text(after + 2, 700, "場次 及 3 項")
    assert texts(read_paper(pdf(page))) == ["辦理20場次 及 3 項"]


def test_letters_drawn_twice_count_once_and_drawn_backwards_stand_in_order() -> None:
    page = PdfPage()
    page.text(LEFT, 700, "目標")
    page.text(LEFT + 0.3, 700, "目標")
    page.text(LEFT + 60, 650, "值")
    page.text(LEFT + 50, 650, "績")
    assert texts(read_paper(pdf(page))) == ["目標", "績值"]


def test_raised_letters_stay_on_their_line() -> None:
    page = PdfPage()
    after = page.text(LEFT, 700, "面積")
    page.text(after, 703.5, "2", 6)
    assert texts(read_paper(pdf(page))) == ["面積2"]


def test_slanting_text_is_a_watermark_and_left_out() -> None:
    page = written("目標")
    page.raw("BT /L 40 Tf 0.7 0.7 -0.7 0.7 100 300 Tm (DRAFT) Tj ET")
    assert texts(read_paper(pdf(page))) == ["目標"]


@pytest.mark.parametrize("quarter", [0, 90, 180, 270])
def test_a_turned_page_is_read_upright(quarter: int) -> None:
    page = PdfPage(rotate=quarter)
    turn = {0: (1, 0, 0, 1, 0, 0), 90: (0, 1, -1, 0, 595, 0), 180: (-1, 0, 0, -1, 595, 842),
            270: (0, -1, 1, 0, 0, 842)}[quarter]  # fmt: skip
    page.raw(" ".join(map(str, turn)) + " cm")
    page.grid([50, 150, 250], [560, 530, 500])
    for x, y, text in ((55, 540, "目標"), (155, 540, "名稱"), (55, 510, "一"), (155, 510, "造林")):
        page.text(x, y, text)
    page.text(50, 575, "計畫")
    paper = read_paper(pdf(page))
    assert texts(paper) == ["計畫"]
    assert grid(only_table(paper)) == [["目標", "名稱"], ["一", "造林"]]


def ruled(*, thin_boxes: bool = False) -> PdfPage:
    """A table of three columns whose first cell spans two rows and whose last row spans two."""
    page = PdfPage()
    xs, ys = [50, 100, 200, 300], [700, 670, 640, 610]
    strokes = [(50, y, 300, y) for y in (700, 670, 610)]
    strokes += [(100, 640, 300, 640)]
    strokes += [(x, 700, x, 610) for x in (50, 100, 300)]
    strokes += [(200, 700, 200, 640)]
    for x0, y0, x1, y1 in strokes:
        if thin_boxes:
            page.box(min(x0, x1), min(y0, y1), max(x1 - x0, 0.5), max(y0 - y1, 0.5))
        else:
            page.rule(x0, y0, x1, y1)
    for x, y, text in (
        (xs[0], ys[0], "目標"), (xs[1], ys[0], "名稱"), (xs[2], ys[0], "標準"),
        (xs[0], ys[1], "一造林"), (xs[1], ys[1], "植樹"), (xs[2], ys[1], "株數"),
        (xs[1], ys[2], "橫跨兩欄"),
    ):  # fmt: skip
        page.text(x + 3, y - 15, text)
    return page


@pytest.mark.parametrize("thin_boxes", [False, True])
def test_a_missing_rule_merges_cells_however_rules_are_drawn(thin_boxes: bool) -> None:
    table = only_table(read_paper(pdf(ruled(thin_boxes=thin_boxes)), "計畫.pdf"))
    shown = [["目標", "名稱", "標準"], ["一造林", "植樹", "株數"], ["^", "橫跨兩欄", "^"]]
    assert grid(table) == shown
    assert str(table.rows[2].cells[1].mark) == "計畫.pdf, page 1, table 1, row 3, cell 2"


def test_sides_that_are_not_drawn_lie_where_rules_end() -> None:
    page = PdfPage()
    for y in (700, 670, 640):
        page.rule(50, y, 250, y)
    page.rule(150, 700, 150, 640)
    for x, y, text in ((53, 685, "甲"), (153, 685, "乙"), (53, 655, "丙"), (153, 655, "丁")):
        page.text(x, y, text)
    assert grid(only_table(read_paper(pdf(page)))) == [["甲", "乙"], ["丙", "丁"]]


def test_backgrounds_underlines_and_a_frame_around_the_page_are_no_tables() -> None:
    page = written("目標", "名稱")
    page.box(40, 690, 300, 25)
    page.box(50, 698, 40, 0.5)
    for x0, y0, x1, y1 in ((20, 20, 575, 20), (20, 822, 575, 822), (20, 20, 20, 822),
                           (575, 20, 575, 822)):  # fmt: skip
        page.rule(x0, y0, x1, y1)
    paper = read_paper(pdf(page))
    assert list(paper.tables) == []
    assert texts(paper) == ["目標", "名稱"]


def narrow(*lines: str) -> str:
    """The text of the second cell of a table, 60 points wide inside, written on these lines."""
    page = PdfPage()
    bottom = 690 - 15 * len(lines)
    page.grid([50, 100, 166], [700, bottom])
    page.text(53, 685, "一")
    for number, line in enumerate(lines):
        page.text(103, 685 - 15 * number, line)
    return grid(only_table(read_paper(pdf(page))))[0][1]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("有效查緝製賣", "運輸"), "有效查緝製賣運輸"),
        (("第一項。", "第二項。"), "第一項。\n第二項。"),
        (("一、造林。", "二、護林。"), "一、造林。\n二、護林。"),
        (("一、造林。二", "、護林。", "三、種草。"), "一、造林。二、護林。\n三、種草。"),
        (("全一、造林。", "二、護林。"), "全一、造林。二、護林。"),
        (("達成度大約", "（95%）。", "無"), "達成度大約（95%）。\n無"),
        (("annual", "plan"), "annual plan"),
        (("portal-", "Justice"), "portal-Justice"),
        (("實際", "＋100%以"), "實際＋100%以"),
        (("實。", "＋100%以"), "實。\n＋100%以"),
    ],
)
def test_lines_within_a_cell_are_joined_where_the_width_broke_them(
    lines: tuple[str, ...], text: str
) -> None:
    assert narrow(*lines) == text


def pages_with(top: str, bottom: str, count: int = 3) -> Paper:
    pages = []
    for number in range(1, count + 1):
        page = PdfPage()
        page.text(250, 815, top.replace("#", str(number)))
        page.text(LEFT, 700, "甲乙丙"[number - 1] * 5)
        page.text(280, 25, bottom.replace("#", str(number)))
        pages.append(page)
    return read_paper(pdf(*pages))


@pytest.mark.parametrize(
    ("top", "bottom"),
    [
        ("示範部年度計畫", "2-#"),
        ("計畫第#版", "- # -"),
        ("第 # 頁", "# / 3"),
        ("Plan", "Page # of 3"),
        ("１０７年", "第#頁，共3頁"),
        ("11/20/26, 10:40 AM", "file:///folder/with/plans/of/agency/#/…#/12"),
    ],
)
def test_page_numbers_and_running_heads_are_left_out(top: str, bottom: str) -> None:
    assert texts(pages_with(top, bottom)) == ["甲" * 5, "乙" * 5, "丙" * 5]


def test_a_line_at_the_edge_of_one_page_is_kept() -> None:
    page = PdfPage()
    page.text(LEFT, 815, "示範部年度計畫")
    page.text(LEFT, 700, "目標")
    assert texts(read_paper(pdf(page))) == ["示範部年度計畫", "目標"]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    paper = read_paper(pdf(written(FULL, FULL), written("山坡地。", FULL, FULL)))
    assert texts(paper) == [f"{FULL}{FULL}山坡地。", FULL * 2]
    assert [str(one.mark) for one in paper.paragraphs] == ["page 1, line 1", "page 2, line 2"]


def test_rows_that_return_on_the_next_page_are_headings() -> None:
    def part(*rows: tuple[str, str]) -> PdfPage:
        page = PdfPage()
        page.grid([50, 150, 250], [700 - 20 * number for number in range(len(rows) + 1)])
        for number, (left, right) in enumerate(rows):
            page.text(55, 685 - 20 * number, left)
            page.text(155, 685 - 20 * number, right)
        return page

    head = ("目標", "名稱")
    paper = read_paper(pdf(part(head, ("一", "甲")), part(head, ("二", "乙"), ("三", "丙"))))
    assert [[row.heading for row in table.rows] for table in paper.tables] == [
        [True, False],
        [True, False, False],
    ]
    assert [table.mark.page for table in paper.tables if table.mark] == [1, 2]


def test_progress_is_told_page_by_page() -> None:
    told: list[tuple[int, int]] = []
    read_paper(pdf(written("甲"), written("乙")), progress=lambda *step: told.append(step))
    assert told == [(1, 2), (2, 2)]


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def scanned() -> PdfPage:
    page = PdfPage()
    page.raw("q 500 0 0 500 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q")
    return page


def test_a_scan_is_refused_and_a_scanned_page_among_others_is_told() -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_paper(pdf(scanned()))
    assert raised.value.obstacle is Obstacle.NO_TEXT
    paper = read_paper(pdf(written("甲"), scanned()))
    assert [(note.code.value, note.facts) for note in paper.notes] == [
        ("pages-without-text", {"pages": "2"})
    ]


def test_a_pdf_of_too_many_pages_is_refused_before_it_is_read() -> None:
    page = written("甲")
    with pytest.raises(UnreadableFile) as raised:
        read_paper(pdf(*[page] * 12), limits=Limits(pages=11))
    assert raised.value.obstacle is Obstacle.TOO_MANY_PAGES
    assert raised.value.facts == {"pages": "12", "most": "11"}


def test_scripts_and_embedded_files_are_neither_run_nor_read() -> None:
    catalog = (
        "/OpenAction 8 0 R /Names << /JavaScript << /Names [(a) 8 0 R] >> "
        "/EmbeddedFiles << /Names [(b) 9 0 R] >> >>"
    )
    objects = [
        b"<< /S /JavaScript /JS (app.launchURL('http://example.org')) >>",
        b"<< /Type /Filespec /F (x.exe) /EF << /F 10 0 R >> >>",
        b"<< /Length 2 >>\nstream\nMZ\nendstream",
    ]
    paper = read_paper(pdf(written("甲"), catalog=catalog, objects=objects))
    assert texts(paper) == ["甲"]
    assert sorted(codes(paper)) == ["embedded-files-ignored", "scripts-ignored"]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Prev 9 /Root 1 0 R >>\n"
        b"startxref\n9\n%%EOF",
        assembled([CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
        assembled([CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"]),
        assembled([b"<< /Type /Catalog /Pages 1 0 R >>"]),
    ],
)
def test_a_broken_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_paper(data)
    assert raised.value.obstacle in {Obstacle.DAMAGED, Obstacle.NO_TEXT}


def test_a_form_that_draws_itself_ends() -> None:
    form = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 500 500] "
        b"/Resources << /XObject << /F 8 0 R >> >> /Length 5 >>\nstream\n/F Do\nendstream"
    )
    page = written("甲")
    data = pdf(page, objects=[form]).replace(
        b"<< /Font << /L 4 0 R /C 5 0 R >> >>", b"<</Font<</L 4 0 R/C 5 0 R>>/XObject<</F 8 0 R>>>>"
    )
    assert texts(read_paper(data)) == ["甲"]


@pytest.mark.parametrize("strokes", [2_900, 3_500])
def test_a_page_with_more_strokes_than_any_table_is_no_table(strokes: int) -> None:
    page = written("甲")
    for number in range(strokes):
        page.rule(50 + number * 4.0, 10, 50 + number * 4.0, 600)
        page.rule(50, 10 + number * 4.0, 500, 10 + number * 4.0)
    paper = read_paper(pdf(page))
    assert list(paper.tables) == []
    assert texts(paper) == ["甲"]


TYPST = """
#set page(paper: "a4", footer: align(center)[2-#context counter(page).display()])
#set text(font: ("Noto Serif CJK TC", "Guankao Serif TC"), size: 11pt, lang: "zh")
= 示範部 107 年度施政計畫
#table(columns: (80pt, 90pt, 90pt, 200pt), table.header[目標][名稱][標準][說明],
table.cell(rowspan: 2)[一 造林與護林], [植樹面積達成率提升], [公頃數÷目標數×100%],
[一、提升造林面積並加強林木品質之管理與維護。\\ 二、辦理講習 12 場次，宣導護林。],
[護林], table.cell(colspan: 2)[合併的內容])
"""


def expect_the_made_table(paper: Paper) -> None:
    assert texts(paper) == ["示範部 107 年度施政計畫"]
    assert grid(only_table(paper)) == [
        ["目標", "名稱", "標準", "說明"],
        [
            "一 造林與護林",
            "植樹面積達成率提升",
            "公頃數÷目標數×100%",
            "一、提升造林面積並加強林木品質之管理與維護。\n二、辦理講習 12 場次，宣導護林。",
        ],
        ["^", "護林", "合併的內容", "^"],
    ]


def test_what_typst_sets_is_read() -> None:
    made = typst.compile(TYPST.encode(), font_paths=[str(Path(fonts.__file__).parent)])
    expect_the_made_table(read_paper(made))


HTML = """<!doctype html><meta charset="utf-8"><style>
body{font:11pt serif} table{border-collapse:collapse;width:460pt;table-layout:fixed}
td,th{border:1px solid;padding:3pt;vertical-align:top}</style>
<h1>示範部 107 年度施政計畫</h1><table>
<tr><th>目標<th>名稱<th>標準<th style="width:200pt">說明
<tr><td rowspan=2>一 造林與護林<td>植樹面積達成率提升<td>公頃數÷目標數×100%
<td>一、提升造林面積並加強林木品質之管理與維護。<br>二、辦理講習 12 場次，宣導護林。
<tr><td>護林<td colspan=2>合併的內容</table>"""


def test_what_a_browser_prints_is_read(tmp_path: Path) -> None:
    browser = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if browser is None:
        pytest.skip("no browser is installed")
    (tmp_path / "a.html").write_text(HTML, encoding="utf-8")
    made = tmp_path / "a.pdf"
    order = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    order += [f"--user-data-dir={tmp_path}/profile", f"--print-to-pdf={made}"]
    subprocess.run([*order, (tmp_path / "a.html").as_uri()], capture_output=True, check=False)
    if not made.exists():
        pytest.skip("the browser that is installed does not print here")
    expect_the_made_table(read_paper(made.read_bytes()))


def test_what_libreoffice_exports_is_read(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    wide = "<w:tcW w:w='{}' w:type='dxa'/>"

    def cell(width: int, *lines: str, merge: str = "") -> str:
        inner = "<w:br/>".join(f"<w:t xml:space='preserve'>{line}</w:t>" for line in lines)
        return (
            f"<w:tc><w:tcPr>{wide.format(width)}{merge}</w:tcPr>"
            f"<w:p><w:r>{inner}</w:r></w:p></w:tc>"
        )

    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    widths = (1600, 1800, 1800, 4000)
    head = "".join(map(cell, widths, ("目標", "名稱", "標準", "說明")))
    first = (
        cell(1600, "一 造林與護林", merge='<w:vMerge w:val="restart"/>')
        + cell(1800, "植樹面積達成率提升")
        + cell(1800, "公頃數÷目標數×100%")
        + cell(4000, "一、提升造林面積並加強林木品質之管理與維護。",
               "二、辦理講習 12 場次，宣導護林。")
    )  # fmt: skip
    second = (
        cell(1600, "", merge="<w:vMerge/>")
        + cell(1800, "護林")
        + cell(5800, "合併的內容", merge='<w:gridSpan w:val="2"/>')
    )
    grid_of = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = (
        run("示範部 107 年度施政計畫")
        + f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
        f"<w:tblGrid>{grid_of}</w:tblGrid>"
        + "".join(f"<w:tr>{cells}</w:tr>" for cells in (head, first, second))
        + "</w:tbl>"
        + "<w:p/>"
    )
    (tmp_path / "a.docx").write_bytes(docx(body))
    order = [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    order += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "a.docx")]
    subprocess.run(order, capture_output=True, check=False)
    if not (tmp_path / "a.pdf").exists():
        pytest.skip("the LibreOffice that is installed does not convert here")
    expect_the_made_table(read_paper((tmp_path / "a.pdf").read_bytes()))
