"""An agency's goals (施政目標與重點) as flat lines: cells of tables, one after the other."""

from __future__ import annotations

from guankao.documents.interpretation.agency_goals.interpreter import interpret, recognise

SIGNS = "an agency's goals (施政目標與重點) with 關鍵績效指標 and 重要施政計畫"
"""What is looked for, in words."""

__all__ = ["SIGNS", "interpret", "recognise"]
