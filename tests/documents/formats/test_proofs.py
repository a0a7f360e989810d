"""Which files are taken as evidence: name and bytes agree, and nothing runs."""

from __future__ import annotations

import pytest

from guankao.documents.formats.packages import write_package
from guankao.documents.formats.proofs import ProofFormat, ProofObstacle, RefusedProof, proof_format

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
WORD = b'<Override ContentType="application/x.wordprocessingml.document.main+xml"/>'
SHEET = b'<Override ContentType="application/x.spreadsheetml.sheet.main+xml"/>'
MACRO = b'<Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'
DOCX = write_package({"[Content_Types].xml": WORD, "word/document.xml": b"<w/>"})
XLSX = write_package({"[Content_Types].xml": SHEET})
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
ODS = write_package({"mimetype": ODS_TYPE}, stored=("mimetype",))
ODT = write_package({"mimetype": b"application/vnd.oasis.opendocument.text"})


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("名冊.pdf", b"%PDF-1.7\n", ProofFormat.PDF),
        ("照片.PNG", PNG, ProofFormat.PNG),
        ("照片.jpeg", JPEG, ProofFormat.JPEG),
        ("照片.jpg", JPEG, ProofFormat.JPEG),
        ("紀錄.docx", DOCX, ProofFormat.DOCX),
        ("統計.xlsx", XLSX, ProofFormat.XLSX),
        ("統計.ods", ODS, ProofFormat.ODS),
        ("紀錄.odt", ODT, ProofFormat.ODT),
        ("統計.csv", "項目,數值\n到考人數,10\n".encode(), ProofFormat.CSV),
        ("統計.csv", "項目,數值\r\n到考人數,10\r\n".encode("cp950"), ProofFormat.CSV),
        ("說明.txt", "說明".encode("utf-16"), ProofFormat.TEXT),
    ],
)
def test_what_is_taken(name, data, found):
    assert proof_format(name, data) is found


@pytest.mark.parametrize(
    ("name", "data", "obstacle"),
    [
        ("空.pdf", b"", ProofObstacle.EMPTY),
        ("程式.exe", b"MZ\x00\x00", ProofObstacle.OTHER_FORMAT),
        ("圖.svg", b"<svg/>", ProofObstacle.OTHER_FORMAT),
        ("頁.html", b"<html>", ProofObstacle.OTHER_FORMAT),
        ("沒有副檔名", b"%PDF-1.7", ProofObstacle.OTHER_FORMAT),
        ("名冊.pdf", b"MZ\x00\x00", ProofObstacle.NOT_WHAT_IT_SAYS),
        ("名冊.pdf", PNG, ProofObstacle.NOT_WHAT_IT_SAYS),
        ("統計.xlsx", DOCX, ProofObstacle.NOT_WHAT_IT_SAYS),
        ("統計.ods", ODT, ProofObstacle.NOT_WHAT_IT_SAYS),
        ("說明.txt", b"<!DOCTYPE html><script>", ProofObstacle.NOT_WHAT_IT_SAYS),
        ("說明.txt", b"%PDF-1.7\n\x00\x01", ProofObstacle.NOT_WHAT_IT_SAYS),
        ("說明.csv", b"a,b\x00", ProofObstacle.NOT_WHAT_IT_SAYS),
        ("統計.xlsx", b"PK\x03\x04not a package", ProofObstacle.DAMAGED),
        ("統計.xlsx", write_package({"[Content_Types].xml": MACRO}), ProofObstacle.MACROS),
        (
            "統計.xlsx",
            write_package({"[Content_Types].xml": SHEET, "xl/vbaProject.bin": b"1"}),
            ProofObstacle.MACROS,
        ),
        (
            "統計.ods",
            write_package({"mimetype": ODS_TYPE, "Basic/Standard/Module1.xml": b"<m/>"}),
            ProofObstacle.MACROS,
        ),
        ("統計.xlsx", write_package({"../x": b"1"}), ProofObstacle.DAMAGED),
    ],
)
def test_what_is_refused(name, data, obstacle):
    with pytest.raises(RefusedProof) as refused:
        proof_format(name, data)
    assert refused.value.obstacle is obstacle
    assert refused.value.reason.zh
    assert refused.value.reason.en
