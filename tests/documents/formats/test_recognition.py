"""What a file is, by its content; and why the others are refused."""

from __future__ import annotations

import codecs

import pytest

from documents.formats.made_files import PdfPage, docx, odt, pdf, run, zipped
from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.limits import DEFAULT_LIMITS, Limits
from guankao.documents.formats.obstacles import SENTENCES, WAYS_OUT, Obstacle
from guankao.documents.formats.recognition import FileFormat, recognise, suffix_notes
from guankao.documents.notes import SENTENCES as NOTE_SENTENCES
from guankao.documents.notes import NoteCode

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (odt("<text:p>甲</text:p>"), FileFormat.ODT),
        (docx(run("甲")), FileFormat.DOCX),
        (pdf(PdfPage()), FileFormat.PDF),
        (b"\r\n junk \n" + pdf(PdfPage()), FileFormat.PDF),
        ("[註] 計畫".encode(), FileFormat.TEXT),
        ("計畫".encode("big5"), FileFormat.TEXT),
        ("計畫".encode("utf-16"), FileFormat.TEXT),
        (b"MZ and BM are letters", FileFormat.TEXT),
        (b'{"format": "guankao"}', FileFormat.JSON),
        (codecs.BOM_UTF8 + b' \n[{"agency": 1}]', FileFormat.JSON),
        (b"{}", FileFormat.JSON),
    ],
)
def test_the_content_tells_the_format(data: bytes, found: FileFormat) -> None:
    assert recognise(data, DEFAULT_LIMITS) is found


@pytest.mark.parametrize(
    ("data", "obstacle"),
    [
        (b"", Obstacle.EMPTY),
        (b" \n\t ", Obstacle.EMPTY),
        (COMPOUND + "WordDocument".encode("utf-16-le"), Obstacle.OLD_FORMAT),
        (COMPOUND + "Workbook".encode("utf-16-le"), Obstacle.OLD_FORMAT),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), Obstacle.ENCRYPTED),
        (COMPOUND, Obstacle.OLD_FORMAT),
        (b"{\\rtf1 text}", Obstacle.OLD_FORMAT),
        (b"\x89PNG\r\n\x1a\n\x00", Obstacle.IMAGE),
        (b"\xff\xd8\xff\xe0", Obstacle.IMAGE),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", Obstacle.IMAGE),
        (b"\x00\x00\x00\x18ftypheic", Obstacle.IMAGE),
        (b"BM\x00\x00\x00\x00", Obstacle.IMAGE),
        (b"MZ\x90\x00\x03", Obstacle.OTHER_FILE),
        (b"\x1f\x8b\x08\x00", Obstacle.OTHER_FILE),
        (b"<!DOCTYPE html><p>", Obstacle.OTHER_FILE),
        (b'<?xml version="1.0"?><a/>', Obstacle.OTHER_FILE),
        (b"abc\x00def", Obstacle.UNKNOWN_FORMAT),
        (zipped({"a.txt": "x"}), Obstacle.OTHER_FILE),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
         Obstacle.SPREADSHEET),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.presentation"}),
         Obstacle.OTHER_FILE),
        (zipped({"mimetype": "application/epub+zip"}), Obstacle.OTHER_FILE),
        (zipped({"[Content_Types].xml": "…spreadsheetml…"}), Obstacle.SPREADSHEET),
        (zipped({"[Content_Types].xml": "…presentationml…"}), Obstacle.OTHER_FILE),
        (b"PK\x03\x04 and no more", Obstacle.DAMAGED),
    ],
)  # fmt: skip
def test_what_is_not_read_is_refused_for_its_reason(data: bytes, obstacle: Obstacle) -> None:
    with pytest.raises(UnreadableFile) as raised:
        recognise(data, DEFAULT_LIMITS)
    assert raised.value.obstacle is obstacle


def test_a_large_file_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(UnreadableFile) as raised:
        recognise(b"\xd0" * 2_000, Limits(file_bytes=1_999))
    assert raised.value.obstacle is Obstacle.TOO_LARGE


@pytest.mark.parametrize(
    ("name", "found", "noted"),
    [
        ("計畫.odt", FileFormat.ODT, False),
        ("計畫.ODT", FileFormat.ODT, False),
        ("計畫", FileFormat.ODT, False),
        (None, FileFormat.PDF, False),
        ("計畫.doc", FileFormat.DOCX, True),
        ("計畫.pdf", FileFormat.TEXT, True),
    ],
)
def test_a_wrong_end_of_the_name_is_noted(name: str, found: FileFormat, noted: bool) -> None:
    assert bool(suffix_notes(name, found)) is noted


def test_every_obstacle_has_a_sentence_and_a_way_out_in_both_languages() -> None:
    assert set(SENTENCES) == set(WAYS_OUT) == set(Obstacle)
    for words in (*SENTENCES.values(), *WAYS_OUT.values()):
        assert words.zh.endswith("。")
        assert words.en.endswith(".")


def test_every_note_has_a_sentence_in_both_languages() -> None:
    assert set(NOTE_SENTENCES) == set(NoteCode)
    for words in NOTE_SENTENCES.values():
        assert words.zh.endswith("。")
        assert words.en.endswith(".")
