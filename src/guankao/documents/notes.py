"""Notes: what a reader left out of a file, or took to be so, for the person who gave the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from guankao.documents.marks import Mark
from guankao.documents.words import Words


class NoteCode(StrEnum):
    """What a note is about."""

    WRONG_SUFFIX = "wrong-suffix"
    MACROS_IGNORED = "macros-ignored"
    SCRIPTS_IGNORED = "scripts-ignored"
    EMBEDDED_FILES_IGNORED = "embedded-files-ignored"
    EXTERNAL_LINKS_IGNORED = "external-links-ignored"
    CHANGES_ACCEPTED = "changes-accepted"
    COMMENTS_LEFT_OUT = "comments-left-out"
    HIDDEN_TEXT_LEFT_OUT = "hidden-text-left-out"
    INDEX_LEFT_OUT = "index-left-out"
    NESTED_TABLE = "nested-table"
    PICTURES_LEFT_OUT = "pictures-left-out"
    PAGES_WITHOUT_TEXT = "pages-without-text"
    READ_AS_BIG5 = "read-as-big5"
    UNREADABLE_CHARACTERS = "unreadable-characters"


SENTENCES: Final = MappingProxyType(
    {
        NoteCode.WRONG_SUFFIX: Words(
            "檔名「{name}」與內容不符，內容是 {format}，已依內容讀取。",
            "The name {name} does not fit: the content is {format}, and was read as that.",
        ),
        NoteCode.MACROS_IGNORED: Words(
            "檔案帶有巨集，未執行也未讀取。", "The file carries macros; none was run or read."
        ),
        NoteCode.SCRIPTS_IGNORED: Words(
            "檔案帶有程式碼或自動動作，未執行也未讀取。",
            "The file carries scripts or automatic actions; none was run or read.",
        ),
        NoteCode.EMBEDDED_FILES_IGNORED: Words(
            "檔案內嵌其他檔案（{count} 個），未讀取。",
            "Other files are embedded ({count}); none was read.",
        ),
        NoteCode.EXTERNAL_LINKS_IGNORED: Words(
            "檔案連結到外部資料（{count} 處），未開啟。",
            "The file refers to data outside ({count} places); none was opened.",
        ),
        NoteCode.CHANGES_ACCEPTED: Words(
            "檔案有追蹤修訂，以全部接受後的文字讀取。",
            "The file tracks changes; it was read as if all were accepted.",
        ),
        NoteCode.COMMENTS_LEFT_OUT: Words(
            "註解（{count} 則）未讀取。", "Comments were left out ({count})."
        ),
        NoteCode.HIDDEN_TEXT_LEFT_OUT: Words(
            "隱藏文字（{count} 處）未讀取。", "Hidden text was left out ({count} places)."
        ),
        NoteCode.INDEX_LEFT_OUT: Words(
            "目錄或索引未讀取。", "The table of contents or an index was left out."
        ),
        NoteCode.NESTED_TABLE: Words(
            "表格中的表格（{count} 個）已讀成文字。",
            "Tables inside tables were read as text ({count}).",
        ),
        NoteCode.PICTURES_LEFT_OUT: Words(
            "圖片（{count} 張）未讀取。", "Pictures were left out ({count})."
        ),
        NoteCode.PAGES_WITHOUT_TEXT: Words(
            "第 {pages} 頁沒有文字，可能是掃描的影像。",
            "No text on page {pages}; it may be a scanned picture.",
        ),
        NoteCode.READ_AS_BIG5: Words("文字以 Big5 編碼讀取。", "The text was read as Big5."),
        NoteCode.UNREADABLE_CHARACTERS: Words(
            "有 {count} 個字無法對應到文字。", "{count} characters stand for no known letter."
        ),
    }
)
"""The sentence of each note."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that a reader wants known about a file.

    >>> Note(NoteCode.PICTURES_LEFT_OUT, {"count": "2"}).sentence.en
    'Pictures were left out (2).'
    """

    code: NoteCode
    facts: dict[str, str] = field(default_factory=dict)
    mark: Mark | None = None

    @property
    def sentence(self) -> Words:
        """The note in both languages."""
        return SENTENCES[self.code].filled(self.facts)

    @property
    def zh(self) -> str:
        """The note in Traditional Chinese."""
        return self.sentence.zh

    @property
    def en(self) -> str:
        """The note in English."""
        return self.sentence.en
