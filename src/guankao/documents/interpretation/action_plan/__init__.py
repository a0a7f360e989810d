"""The action plan (行動方案) with its results: one record for each measure, and prose in it."""

from __future__ import annotations

from guankao.documents.interpretation.action_plan.interpreter import interpret, recognise

SIGNS = "an action plan (行動方案) with 執行措施 and 績效目標值 for each measure"
"""What is looked for, in words."""

__all__ = ["SIGNS", "interpret", "recognise"]
