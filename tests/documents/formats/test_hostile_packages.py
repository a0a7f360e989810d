"""Packages and XML made to harm: each is refused with its reason, or bounded."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from documents.formats.made_files import docx, odt, run, zipped
from documents.formats.papers_read import texts
from guankao.documents.formats.containers import Package
from guankao.documents.formats.docx.reader import read_paper as read_docx
from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.limits import DEFAULT_LIMITS, Limits
from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.formats.odt.reader import read_paper as read_odt
from guankao.documents.formats.xml_parts import parse_part

MEBIBYTE = 1024 * 1024


def refusal(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Obstacle:
    with pytest.raises(UnreadableFile) as raised:
        read_odt(data, limits=limits)
    return raised.value.obstacle


def test_a_part_that_unpacks_to_a_thousandfold_is_refused() -> None:
    bomb = odt("", content="<a>" + " " * (20 * MEBIBYTE) + "</a>")
    assert len(bomb) < MEBIBYTE
    assert refusal(bomb) is Obstacle.UNPACKS_TOO_LARGE


def test_parts_that_together_unpack_to_too_much_are_refused() -> None:
    parts = {f"Pictures/{number}.bin": bytes(1000) for number in range(20)}
    assert refusal(odt("", parts=parts), Limits(package_bytes=15_000)) is Obstacle.UNPACKS_TOO_LARGE


def test_too_many_parts_are_refused() -> None:
    parts = {f"Pictures/{number}": "" for number in range(30)}
    assert refusal(odt("", parts=parts), Limits(package_parts=20)) is Obstacle.UNPACKS_TOO_LARGE


def test_a_package_in_a_package_stays_closed() -> None:
    inner = zipped({"a": bytes(5 * MEBIBYTE)})
    assert texts(read_odt(odt("<text:p>甲</text:p>", parts={"Object 1/inner.zip": inner}))) == [
        "甲"
    ]


def test_a_size_that_lies_unpacks_no_more_than_it_says() -> None:
    data = bytearray(zipped({"mimetype": "x", "content.xml": b"<a>" + b" " * MEBIBYTE + b"</a>"}))
    said = struct.pack("<I", MEBIBYTE + 7)
    for place in (data.find(said), data.rfind(said)):
        data[place : place + 4] = struct.pack("<I", 30)
    package = Package(bytes(data), DEFAULT_LIMITS)
    with pytest.raises(UnreadableFile) as raised:
        package.part("content.xml")
    assert raised.value.obstacle is Obstacle.DAMAGED


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "..\\b", "\\b", "C:/b", "x" * 600]
)
def test_a_name_that_climbs_out_of_the_package_is_refused(name: str) -> None:
    assert refusal(odt("", parts={name: "x"})) is Obstacle.DAMAGED


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("content.xml", "<a/>")
        archive.writestr("content.xml", "<b/>")
    assert refusal(made.getvalue()) is Obstacle.DAMAGED


def test_a_part_with_a_password_is_refused() -> None:
    data = bytearray(odt("<text:p>甲</text:p>"))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        place = archive.start_dir
    for _ in range(2):
        place = data.find(b"PK\x01\x02", place)
        data[place + 8] |= 1
        place += 4
    assert refusal(bytes(data)) is Obstacle.ENCRYPTED


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_no_office_uses_is_refused(method: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("content.xml", "<a/>" * 1000)
    assert refusal(made.getvalue()) is Obstacle.DAMAGED


def test_a_missing_part_is_named() -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_odt(zipped({"mimetype": "x"}))
    assert raised.value.facts == {"detail": "content.xml"}
    with pytest.raises(UnreadableFile) as raised:
        read_docx(zipped({"a": "x"}))
    assert raised.value.facts == {"detail": "word/document.xml"}


LAUGHS = (
    '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;">]>'
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
PARAMETER = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">'


@pytest.mark.parametrize("prolog", [LAUGHS, OUTSIDE, PARAMETER])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_entities_are_refused_in_every_encoding(prolog: str, encoding: str) -> None:
    data = f'<?xml version="1.0"?>{prolog}<a b="&b;">&b;</a>'.encode(encoding)
    with pytest.raises(UnreadableFile) as raised:
        parse_part(data, "content.xml")
    assert raised.value.obstacle is Obstacle.DECLARES_ENTITIES


@pytest.mark.parametrize("encoding", ["utf-7", "cp037", "big5", "utf-32", "latin-1"])
def test_an_encoding_that_could_hide_entities_is_refused(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?>{OUTSIDE}<a>&b;</a>'.encode(encoding)
    with pytest.raises(UnreadableFile):
        parse_part(data, "content.xml")


def test_depth_without_end_is_refused() -> None:
    deep = "<text:section>" * 50_000
    assert refusal(odt(deep)) is Obstacle.DAMAGED
    nested = "<text:span>" * 5_000 + "甲" + "</text:span>" * 5_000
    assert refusal(odt(f"<text:p>{nested}</text:p>")) is Obstacle.DAMAGED


def test_depth_that_xml_allows_is_read_without_falling_over() -> None:
    nested = "<text:span>" * 200 + "甲" + "</text:span>" * 200
    assert texts(read_odt(odt(f"<text:p>{nested}</text:p>"))) == ["甲"]
    tables = "<w:tbl><w:tr><w:tc>" * 80 + run("甲") + "</w:tc></w:tr></w:tbl>" * 80
    assert len(list(read_docx(docx(tables)).tables)) == 1


def test_instructions_to_programs_are_passed_over() -> None:
    body = '<?xml-stylesheet href="http://127.0.0.1:9/x"?><text:p>甲<!-- x --><?php 1 ?>乙</text:p>'
    assert texts(read_odt(odt(body))) == ["甲乙"]


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_off_is_refused(keep: float) -> None:
    for whole, read in ((odt("<text:p>甲</text:p>" * 100), read_odt), (docx(run("甲")), read_docx)):
        with pytest.raises(UnreadableFile) as raised:
            read(whole[: int(len(whole) * keep)])
        assert raised.value.obstacle is Obstacle.DAMAGED
