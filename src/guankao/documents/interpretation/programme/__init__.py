"""The programme (實施計畫): what many agencies are asked to do, with its calendar of reports."""

from __future__ import annotations

from guankao.documents.interpretation.programme.interpreter import interpret, recognise

SIGNS = "a programme (實施計畫) with 依據, 執行策略 and 實施步驟 or 管制考核"
"""What is looked for, in words."""

__all__ = ["SIGNS", "interpret", "recognise"]
