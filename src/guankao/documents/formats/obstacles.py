"""Why a file cannot be read: every reason by its code, with its sentence and the way out."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Final

from guankao.documents.words import Words


class Obstacle(StrEnum):
    """What keeps a file from being read."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    UNKNOWN_FORMAT = "unknown-format"
    OLD_FORMAT = "old-format"
    SPREADSHEET = "spreadsheet"
    OTHER_FILE = "other-file"
    NO_WORKBOOK = "no-workbook"
    IMAGE = "image"
    NOT_TEXT = "not-text"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    UNPACKS_TOO_LARGE = "unpacks-too-large"
    DECLARES_ENTITIES = "declares-entities"
    TOO_MANY_PAGES = "too-many-pages"
    TOO_MANY_CELLS = "too-many-cells"
    TOO_MUCH_TEXT = "too-much-text"
    NO_TEXT = "no-text"
    INVALID_DOCUMENT = "invalid-document"
    UNKNOWN_DOCUMENT = "unknown-document"
    TOO_SLOW = "too-slow"
    TOO_MUCH_MEMORY = "too-much-memory"
    BROKE_THE_READER = "broke-the-reader"
    STOPPED = "stopped"


SENTENCES: Final = MappingProxyType(
    {
        Obstacle.EMPTY: Words("檔案是空的。", "The file is empty."),
        Obstacle.TOO_LARGE: Words(
            "檔案有 {size}，超過上限 {most}。", "The file has {size}; at most {most} are read."
        ),
        Obstacle.UNKNOWN_FORMAT: Words(
            "認不出這個檔案的格式。", "The format of this file is not known."
        ),
        Obstacle.OLD_FORMAT: Words(
            "這是舊格式的檔案（{format}）。", "This is a file in an old format ({format})."
        ),
        Obstacle.SPREADSHEET: Words(
            "這是試算表（{format}），不是文書檔案。",
            "This is a spreadsheet ({format}), not a text document.",
        ),
        Obstacle.OTHER_FILE: Words(
            "這是{format}，不是計畫文件。", "This is {format}, not a plan document."
        ),
        Obstacle.NO_WORKBOOK: Words(
            "這是{format}，不是試算表。", "This is {format}, not a workbook."
        ),
        Obstacle.IMAGE: Words("這是圖片（{format}）。", "This is a picture ({format})."),
        Obstacle.NOT_TEXT: Words(
            "第 {position} 個位元組不是 UTF-8 或 Big5 的文字。",
            "Byte {position} is no text in UTF-8 or Big5.",
        ),
        Obstacle.ENCRYPTED: Words("檔案有密碼保護。", "The file is protected by a password."),
        Obstacle.DAMAGED: Words("檔案已損壞：{detail}。", "The file is damaged: {detail}."),
        Obstacle.UNPACKS_TOO_LARGE: Words(
            "檔案解壓縮後過大：{detail}。", "The file unpacks to too much: {detail}."
        ),
        Obstacle.DECLARES_ENTITIES: Words(
            "檔案內的 {part} 帶有文件類型宣告（DOCTYPE），可能引用外部資料或無限展開。",
            "Part {part} of the file declares a document type, which may draw in other files or "
            "expand without end.",
        ),
        Obstacle.TOO_MANY_PAGES: Words(
            "檔案有 {pages} 頁，最多讀取 {most} 頁。",
            "The file has {pages} pages; at most {most} are read.",
        ),
        Obstacle.TOO_MANY_CELLS: Words(
            "表格超過 {most} 格。", "The tables have more than {most} places."
        ),
        Obstacle.TOO_MUCH_TEXT: Words(
            "文字超過 {most} 字。", "The text has more than {most} characters."
        ),
        Obstacle.NO_TEXT: Words(
            "檔案裡沒有文字，可能是掃描的影像。",
            "The file holds no text; it may be a scanned picture.",
        ),
        Obstacle.INVALID_DOCUMENT: Words(
            "這份資料不是有效的文件：{detail}。", "These data are no valid document: {detail}."
        ),
        Obstacle.UNKNOWN_DOCUMENT: Words(
            "檔案讀得到，但看不出是哪一種計畫文件：{detail_zh}。",
            "The file can be read, but it is none of the documents that are known: {detail}.",
        ),
        Obstacle.TOO_SLOW: Words(
            "讀取超過 {seconds} 秒，已停止。", "Reading took more than {seconds} s and was ended."
        ),
        Obstacle.TOO_MUCH_MEMORY: Words(
            "讀取需要的記憶體超過 {most}，已停止。",
            "Reading needed more than {most} of memory and was ended.",
        ),
        Obstacle.BROKE_THE_READER: Words(
            "這個檔案使讀取程式中斷（{detail}）。", "This file broke the reader ({detail})."
        ),
        Obstacle.STOPPED: Words("已依要求停止讀取。", "Reading was stopped as asked."),
    }
)
"""The sentence of each obstacle."""

_SAVE_AGAIN = Words(
    "請用 LibreOffice 或 Word 開啟，另存為 ODT 或 DOCX 再試一次。",
    "Open it in LibreOffice or Word, save it as ODT or DOCX, and try that file.",
)
_SPLIT = Words("請分成較小的檔案再試一次。", "Divide it into smaller files and try these.")
_ASK_FOR_ORIGINAL = Words(
    "請向提供者索取原始的 ODT 或 DOCX 檔。",
    "Ask whoever gave it to you for the original ODT or DOCX.",
)
_ACCEPTED = Words(
    "可讀取 ODT、DOCX、PDF、純文字（UTF-8 或 Big5）、計畫 JSON 與 StratML。",
    "ODT, DOCX, PDF, plain text (UTF-8 or Big5), plan JSON and StratML are read.",
)
_REMOVE_PASSWORD = Words(
    "請開啟檔案、移除密碼後另存，再試一次。",
    "Open it, save it without a password, and try that file.",
)
_AGAIN = Words("需要時請再讀取一次。", "Read it again when you want it.")
_MEND = Words(
    "請依文件格式說明修正後再試一次。",
    "Mend it as the description of the plan document says, and try again.",
)
_WORKBOOK: Final = Words(
    "請上傳由填報頁面下載並填好的活頁簿（XLSX 或 ODS）。",
    "Hand in the workbook that was taken from the page of reports and filled in (XLSX or ODS).",
)

WAYS_OUT: Final = MappingProxyType(
    {
        Obstacle.EMPTY: _ASK_FOR_ORIGINAL,
        Obstacle.TOO_LARGE: _SPLIT,
        Obstacle.UNKNOWN_FORMAT: _ACCEPTED,
        Obstacle.OLD_FORMAT: _SAVE_AGAIN,
        Obstacle.SPREADSHEET: _ACCEPTED,
        Obstacle.OTHER_FILE: _ACCEPTED,
        Obstacle.NO_WORKBOOK: _WORKBOOK,
        Obstacle.IMAGE: _ASK_FOR_ORIGINAL,
        Obstacle.NOT_TEXT: _ACCEPTED,
        Obstacle.ENCRYPTED: _REMOVE_PASSWORD,
        Obstacle.DAMAGED: _SAVE_AGAIN,
        Obstacle.UNPACKS_TOO_LARGE: _ASK_FOR_ORIGINAL,
        Obstacle.DECLARES_ENTITIES: _SAVE_AGAIN,
        Obstacle.TOO_MANY_PAGES: _SPLIT,
        Obstacle.TOO_MANY_CELLS: _SPLIT,
        Obstacle.TOO_MUCH_TEXT: _SPLIT,
        Obstacle.NO_TEXT: _ASK_FOR_ORIGINAL,
        Obstacle.INVALID_DOCUMENT: _MEND,
        Obstacle.UNKNOWN_DOCUMENT: Words(
            "可讀取施政計畫、行動方案執行情形、服務躍升實施計畫與機關施政目標。",
            "Annual plans, action plans with results, programmes and agency goals are read.",
        ),
        Obstacle.TOO_SLOW: _SPLIT,
        Obstacle.TOO_MUCH_MEMORY: _SPLIT,
        Obstacle.BROKE_THE_READER: _SAVE_AGAIN,
        Obstacle.STOPPED: _AGAIN,
    }
)
"""What a person can do about each obstacle."""
