"""What an account says, in both languages of the people who read it.

The account is kept in English sentences, as a log is. This is their catalogue in Chinese; a
sentence that is not in it, such as what the model finds wrong with a value, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from pydantic import BaseModel

from guankao.documents.action_plan import Measure
from guankao.documents.interpretation.results import Missing, Uncertain
from guankao.documents.plan import Goal, Indicator, Plan, Project
from guankao.documents.words import Words

SENTENCES: Final = (
    Words("本計畫沒有這個名稱的關鍵績效指標", "no KPI of this plan has this name"),
    Words("視為關鍵績效指標「{name}」", "taken for the KPI {name}"),
    Words("不是計畫類別", "no category of plans (計畫類別)"),
    Words("沒有編號，依次序列為 {key}", "has no number; counted as {key}"),
    Words("指標編號 {key} 重複", "the number {key} stands twice"),
    Words(
        "目標清單中沒有這個名稱或項次：{goal}", "no goal of the list has the title or number {goal}"
    ),
    Words(
        "依項次視為施政目標 {no}；名稱不同", "taken for goal {no} by its number; the titles differ"
    ),
    Words("位於表格之外，不屬於已知的部分", "stands beside the tables in no known place"),
    Words("無法看出屬於哪一施政目標", "stands under no goal that is known"),
    Words("無法看出屬於哪一工作計畫", "stands under no work plan that is known"),
    Words("不是關鍵績效指標表的一列", "begins no row of the KPI table"),
    Words("無法分出工作計畫與計畫項目", "cannot be told apart into work plan and title"),
    Words("各欄有數種拼合方式", "its columns can be put together in several ways"),
    Words("各欄無法拼合", "its columns could not be put together"),
    Words(
        "計畫列的各欄無法確定分開",
        "the columns of a project's row cannot be told apart for certain",
    ),
    Words(
        "是否完成以文字敘述，須由人判斷",
        "whether it was done is said in words that a person has to weigh",
    ),
    Words("報告中有數個數字可能相符", "several figures of the report could be meant"),
    Words("沒有單位為{unit}的數字與其文字相符", "no figure in {unit} stands with its words"),
    Words("沒有發文字號，也沒有名稱", "names neither a letter nor a title"),
    Words("未說明由誰辦理何事", "says not who has to do what"),
    Words("既非提報，亦非查核", "is neither a report nor an inspection"),
    Words("{agency}：{what}", "{agency}: {what}"),
    Words("「{section}」一節", "section {section}"),
    Words("缺少{fields}", "has no {fields}"),
    Words("檔案沒有其中任何一種的特徵", "the file has the signs of none of them"),
    Words(
        "這份{kind}的內容無法成為文件（{fault}）",
        "what this {kind} says cannot stand in a document ({fault})",
    ),
    Words("沒有找到執行措施", "no measure was found"),
    Words("沒有說明各項措施是哪一年度", "nothing says for which year the measures are"),
    Words("沒有找到任何一章", "no chapter was found"),
    Words("沒有找到標題", "no title was found"),
    Words("沒有找到標題", "the title was not found"),
)
"""A name in braces is a fact, which is put in where it stands in the other language."""

SECTIONS: Final = MappingProxyType(
    {
        "basis": "依據",
        "purpose": "目標",
        "applies_to": "實施對象",
        "strategies": "執行策略",
        "steps": "實施步驟",
        "control": "管制考核",
        "awards": "獎勵",
        "others": "其他",
    }
)
"""The sections of a programme (實施計畫)."""

KINDS: Final = MappingProxyType(
    {
        "annual plan": "施政計畫",
        "action plan": "行動方案",
        "agency goals": "機關施政目標",
        "programme": "實施計畫",
        "collected plans": "施政計畫彙編",
    }
)
"""The kinds of paper that are known."""

_IN_BRACKETS: Final = re.compile(r"[（(]([^()（）]*[\u3400-\u9fff][^()（）]*)[)）]")
_MODELS: Final[tuple[type[BaseModel], ...]] = (Plan, Goal, Project, Indicator, Measure)
_LEVELS: Final[Mapping[str, type[BaseModel]]] = MappingProxyType(
    {"goal": Goal, "kpi": Indicator, "project": Project, "measure": Measure}
)
"""The model of a piece by the word of its identifier."""


def missing_in_words(missing: Missing) -> Words:
    """What is missing: a field by its name in the documents, or a part of the document.

    >>> missing_in_words(Missing("target", "107/測試部/kpi/1-1"))
    Words(zh='年度目標值', en='target')
    """
    level = (missing.identifier or "").split("/")
    model = _LEVELS.get(level[-2]) if len(level) > 2 else Plan
    label = _label(model, missing.what) if model else None
    return Words(label, missing.what.replace("_", " ")) if label else in_words(missing.what)


def reason_in_words(uncertain: Uncertain) -> Words:
    """Why a text is uncertain.

    >>> reason_in_words(Uncertain("甲", "taken for the KPI 乙")).zh
    '視為關鍵績效指標「乙」'
    """
    return in_words(uncertain.reason)


def in_words(sentence: str) -> Words:
    """A sentence of an account in both languages; one that is unknown is the same in both.

    >>> in_words("has no target, linkage").zh
    '缺少年度目標值、與中長程個案計畫關聯'
    """
    for words in SENTENCES:
        found = _pattern(words.en).fullmatch(sentence)
        if found is not None:
            facts = {name: _fact(name, fact) for name, fact in found.groupdict().items()}
            return Words(words.zh.format_map(facts), sentence)
    named = _IN_BRACKETS.search(sentence)
    return Words(named[1] if named else sentence, sentence)


def _pattern(english: str) -> re.Pattern[str]:
    pieces = re.split(r"\{(\w+)\}", english)
    return re.compile(
        "".join(
            f"(?P<{piece}>.+)" if place % 2 else re.escape(piece)
            for place, piece in enumerate(pieces)
        ),
        re.DOTALL,
    )


def _fact(name: str, fact: str) -> str:
    if name == "fields":
        return "、".join(_labels(fact.split(", ")))
    if name == "section":
        return SECTIONS.get(fact, fact)
    if name == "kind":
        return KINDS.get(fact, fact)
    return in_words(fact).zh if name == "what" else fact


def _labels(names: list[str]) -> Iterator[str]:
    for name in names:
        labels = (_label(model, name) for model in reversed(_MODELS))
        yield next(filter(None, labels), name)


def _label(model: type[BaseModel], name: str) -> str | None:
    """The name of a field in the documents, which its description gives in brackets."""
    field = model.model_fields.get(name)
    found = _IN_BRACKETS.search(field.description or "") if field else None
    return found[1] if found else None
