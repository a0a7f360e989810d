"""The cabinet's collected plans: one book with a chapter for every ministry, flattened to text."""

from __future__ import annotations

from guankao.documents.interpretation.collected_plans.interpreter import interpret, recognise

SIGNS = "the collected plans of several agencies (行政院…年度施政計畫), a chapter each"
"""What is looked for, in words."""

__all__ = ["SIGNS", "interpret", "recognise"]
