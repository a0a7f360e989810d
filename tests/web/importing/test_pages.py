"""The pages of an import, as a browser asks for them."""

from __future__ import annotations

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guankao import sample
from guankao.documents import Plan as PlanDocument
from guankao.documents import read_document
from guankao.documents.formats.odt.writer import write_odt
from guankao.documents.official import plan_paper
from guankao.web.importing import tasks, uploads
from guankao.web.importing.models import Import
from guankao.web.importing.states import SILENT_FOR, State
from guankao.web.planning.models import Plan

pytestmark = pytest.mark.django_db
INDEX = "/desk/import/"


@pytest.fixture(scope="module")
def odt() -> bytes:
    plan = next(
        one
        for one in sample.documents()
        if isinstance(one, PlanDocument) and one.identifier == "107/僑務委員會"
    )
    return write_odt(plan_paper(plan))


@pytest.fixture(autouse=True)
def _settings(settings, tmp_path):
    settings.UPLOADS = tmp_path / "uploads"


@pytest.fixture(autouse=True)
def _planner(signed_in):
    """The browser of every test here is that of the planner of the plan's agency."""
    signed_in("planner", at="僑務委員會")


def hand_in(client, data: bytes, name: str = "計畫.odt"):
    return client.post(INDEX, {"file": SimpleUploadedFile(name, data)})


@pytest.fixture
def page(client, sample_data, odt) -> str:
    """The address of a file that was read."""
    answer = hand_in(client, odt)
    assert answer.status_code == 302
    tasks.read_file_of_import.call(answer.url.split("/")[-2])
    return answer.url


def one_of(page: str) -> Import:
    return Import.objects.get(pk=page.split("/")[-2])


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_another_person_does_not_find_it(client, signed_in, page):
    signed_in("planner", at="僑務委員會", account="other")
    for address in (page, f"{page}1/", f"{page}1/kpi/1-1/"):
        assert client.get(address).status_code == 404
    assert client.post(f"{page}accept/").status_code == 404


def test_a_plan_of_another_agency_is_refused_with_a_sentence(client, signed_in, odt):
    signed_in("planner", at="示範署", account="other")
    page = hand_in(client, odt).url
    tasks.read_file_of_import.call(page.split("/")[-2])
    answer = client.post(f"{page}draft/", {"version-1": "1"}, follow=True)
    assert "僑務委員會" in text_of(answer)
    assert "某other" in text_of(answer)
    assert one_of(page).state == State.READ


def test_a_file_goes_from_the_form_to_its_page(client, sample_data, odt):
    answer = hand_in(client, odt)
    waiting = client.get(answer.url)
    assert waiting.status_code == 200
    assert "等候中" in text_of(waiting)
    assert 'hx-get="' in waiting.content.decode()
    assert "計畫.odt" in text_of(client.get(INDEX))


def test_nothing_of_the_desk_is_kept_by_a_cache(client, page):
    for address in (INDEX, f"{page}1/", f"{page}1/kpi/1-1/"):
        assert "no-store" in client.get(address).headers["Cache-Control"]


def test_the_progress_sends_the_page_on_when_reading_is_done(client, page):
    answer = client.get(f"{page}progress/", headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == page


def test_a_plan_is_shown_beside_its_findings_and_places(client, page):
    answer = client.get(page, follow=True)
    shown = text_of(answer)
    for word in ("僑務委員會", "衡量標準", "年度目標值", "表 1", "本年度計畫已公開"):
        assert word in shown
    assert "/rules/GK" in answer.content.decode()


def test_the_page_asks_a_bounded_number_of_queries(client, page, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        client.get(f"{page}1/")
    with django_assert_max_num_queries(9):
        client.get(f"{page}1/kpi/1-1/")


def form_of(client, address: str) -> dict[str, object]:
    """The fields of a form as a browser would send them back."""
    form = client.get(address).context["form"]
    values = {}
    for name, field in form.fields.items():
        value = form[name].value()
        values[name] = list(value) if isinstance(value, tuple) else value
        if hasattr(field, "prepare_value"):
            values[name] = field.prepare_value(form.get_initial_for_field(field, name))
    return {name: "" if value is None else value for name, value in values.items()}


def test_a_kpi_is_corrected_and_shown_so(client, page):
    address = f"{page}1/kpi/1-1/"
    answer = client.post(address, {**form_of(client, address), "target": "1,234 人次"})
    assert answer.status_code == 302
    assert answer.url.endswith("1/#kpi-1-1")
    assert "1,234 人次" in text_of(client.get(f"{page}1/"))
    plan = read_document(one_of(page).documents.get().content)
    assert plan.indicators[0].target == "1,234 人次"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("target", ""),
        ("name", "名" * 301),
        ("no", "0"),
        ("evaluation_arrangement", "9"),
        ("linkage", ["太空"]),
        ("history", "去年很多"),
        ("name", "看不\u200b見"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_kept(client, page, field, value):
    address = f"{page}1/kpi/1-1/"
    answer = client.post(address, {**form_of(client, address), field: value, "note": "打過的字"})
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert "打過的字" in answer.content.decode()
    assert one_of(page).documents.get().version == 1


def test_a_number_that_is_taken_is_refused_at_the_number(client, page):
    address = f"{page}1/goal/1/"
    answer = client.post(address, {**form_of(client, address), "no": "2"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["no"]


def test_the_second_window_sees_what_the_first_changed(client, page):
    address = f"{page}1/kpi/1-1/"
    first, second = form_of(client, address), form_of(client, address)
    client.post(address, {**first, "target": "第一個視窗"})
    answer = client.post(address, {**second, "target": "第二個視窗"})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "第一個視窗" in shown
    assert "第二個視窗" in shown
    again = re.search(r'name="version" value="(\d+)"', shown)
    assert again is not None
    done = client.post(address, {**second, "target": "第二個視窗", "version": again[1]})
    assert done.status_code == 302
    assert "第二個視窗" in text_of(client.get(f"{page}1/"))


def test_elements_are_added_and_taken_out(client, page):
    before = len(read_document(one_of(page).documents.get().content).indicators)
    values = {**form_of(client, f"{page}1/kpi/1-1/"), "no": "9", "name": "新增的指標"}
    assert client.post(f"{page}1/kpi/new/", values).status_code == 302
    plan = read_document(one_of(page).documents.get().content)
    assert len(plan.indicators) == before + 1
    assert any(one.key == "1-9" for one in plan.indicators)
    values = {**form_of(client, f"{page}1/kpi/1-9/"), "remove": "1"}
    assert client.post(f"{page}1/kpi/1-9/", values).status_code == 302
    assert len(read_document(one_of(page).documents.get().content).indicators) == before


def test_a_goal_with_kpis_cannot_be_taken_out(client, page):
    values = {**form_of(client, f"{page}1/goal/1/"), "remove": "1"}
    answer = client.post(f"{page}1/goal/1/", values, follow=True)
    assert "其下仍有指標" in text_of(answer)


def test_a_kpi_that_moves_takes_its_projects_along(client, page):
    plan = read_document(one_of(page).documents.get().content)
    linked = next(one for one in plan.projects if one.indicators)
    key = linked.indicators[0]
    address = f"{page}1/kpi/{key}/"
    assert client.post(address, {**form_of(client, address), "no": "88"}).status_code == 302
    after = read_document(one_of(page).documents.get().content)
    moved = next(one for one in after.projects if one.key == linked.key)
    assert moved.indicators[0].endswith("-88")


def test_an_annual_plan_is_not_published_from_a_file(client, page):
    answer = client.post(f"{page}accept/", {"version-1": "1"}, follow=True)
    assert "經研擬、審查及核定後公開" in text_of(answer)
    assert one_of(page).state == State.READ


def free(client, page) -> None:
    """Correct the year to one for which there is no plan."""
    address = f"{page}1/plan/"
    client.post(address, {**form_of(client, address), "fiscal_year": "131"})


def test_the_way_back_to_a_form_after_drafting_leads_to_the_document(client, page):
    free(client, page)
    assert "/desk/plans/" in client.post(f"{page}draft/", {"version-1": "2"}).url
    again = client.post(f"{page}draft/", {"version-1": "2"}, follow=True)
    assert "已無法進行" not in text_of(again)  # the second press of a double click
    assert "已無法進行" in text_of(client.post(f"{page}discard/", follow=True))
    answer = client.get(f"{page}1/kpi/1-1/")
    assert answer.status_code == 302
    assert answer.url == f"{page}1/"


def test_drafting_what_was_not_seen_is_refused(client, page):
    answer = client.post(f"{page}draft/", {}, follow=True)
    assert "請重新檢視" in text_of(answer)
    assert one_of(page).state == State.READ


def test_discarding_leads_back_and_stores_nothing(client, page):
    before = Plan.objects.get(identifier="107/僑務委員會").content_digest
    answer = client.post(f"{page}discard/", follow=True)
    assert "檔案已捨棄" in text_of(answer)
    assert Plan.objects.get(identifier="107/僑務委員會").content_digest == before


def test_a_refused_file_says_why(client, sample_data):
    answer = hand_in(client, b"%PDF-1.7 cut off", "壞掉.pdf")
    tasks.read_file_of_import.call(answer.url.split("/")[-2])
    shown = text_of(client.get(answer.url))
    assert "無法讀取" in shown
    assert "公開資料也沒有變動" in shown


@pytest.mark.parametrize(
    ("post", "status", "words"),
    [({}, 422, "尚未選擇檔案"), ({"file": SimpleUploadedFile("空.odt", b"")}, 422, "空的")],
)
def test_the_form_says_what_is_missing(client, sample_data, post, status, words):
    answer = client.post(INDEX, post)
    assert answer.status_code == status
    assert words in text_of(answer) or "尚未選擇檔案" in text_of(answer)


def test_a_file_larger_than_any_plan_is_not_taken_off_the_wire(client, sample_data, monkeypatch):
    monkeypatch.setattr("guankao.web.importing.upload_handler.LARGEST_FILE", 1000)
    answer = hand_in(client, b"x" * 200_000)
    assert answer.status_code == 413
    assert "檔案超過" in text_of(answer)
    assert not Import.objects.exists()
    assert not list(uploads.path_of(uuid.uuid4()).parent.glob("*"))


def test_without_its_token_no_form_is_taken(client, page):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(f"{page}accept/", {"version-1": "1"}).status_code == 403
    assert strict.post(INDEX, {"file": SimpleUploadedFile("x.odt", b"x")}).status_code == 403


@pytest.mark.parametrize("piece", ["kpi/9-9", "nothing/1", "kpi", "plan/x/y", "goal/new/x"])
def test_what_is_not_there_is_not_found(client, page, piece):
    assert client.get(f"{page}1/{piece}/").status_code in {404}


def test_markup_in_a_file_is_shown_as_text(client, sample_data, odt):
    plan = read_document(sample_text()).model_copy(update={"introduction": ()})
    first = plan.indicators[0].model_copy(update={"name": "<script>alert(1)</script>"})
    plan = plan.model_copy(update={"indicators": (first, *plan.indicators[1:])})
    answer = hand_in(client, write_odt(plan_paper(plan)))
    tasks.read_file_of_import.call(answer.url.split("/")[-2])
    shown = client.get(answer.url, follow=True).content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def sample_text() -> str:
    from guankao.documents import write_document

    return write_document(
        next(
            one
            for one in sample.documents()
            if isinstance(one, PlanDocument) and one.identifier == "107/僑務委員會"
        )
    )


def test_the_pages_are_complete_in_english(client, page):
    client.cookies["guankao_language"] = "en"
    shown = text_of(client.get(f"{page}1/"))
    assert "Begin an amendment of it among the plans" in shown
    assert "table 1, row" in shown


def test_the_progress_typed_into_the_address_bar_leads_to_its_page(client, page):
    answer = client.get(f"{page}progress/")
    assert answer.status_code == 302
    assert answer.url == page


def test_a_reading_that_went_silent_says_what_can_be_done(client, sample_data, odt):
    address = hand_in(client, odt).url
    assert "超過一分鐘沒有回報" not in text_of(client.get(address))
    one = one_of(address)
    Import.objects.filter(pk=one.pk).update(changed_at=one.changed_at - 2 * SILENT_FOR)
    assert "超過一分鐘沒有回報" in text_of(client.get(address))
    client.post(f"{address}stop/")
    assert "未儲存任何內容" in text_of(client.get(address))
