"""The six kinds of document and the words that name them."""

from __future__ import annotations

from types import MappingProxyType

from guankao.documents.action_plan import ActionPlan
from guankao.documents.guidelines import Guidelines
from guankao.documents.performance_report import PerformanceReport
from guankao.documents.plan import Plan
from guankao.documents.programme import Programme
from guankao.documents.report import Report

AnyDocument = Plan | Guidelines | ActionPlan | Programme | PerformanceReport | Report

KINDS: MappingProxyType[str, type[AnyDocument]] = MappingProxyType(
    {
        "plan": Plan,
        "guidelines": Guidelines,
        "action-plan": ActionPlan,
        "programme": Programme,
        "performance-report": PerformanceReport,
        "report": Report,
    }
)
"""Every kind of document by the word that stands in its `kind`."""
