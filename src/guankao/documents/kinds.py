"""The four kinds of document and the words that name them."""

from __future__ import annotations

from types import MappingProxyType

from guankao.documents.action_plan import ActionPlan
from guankao.documents.guidelines import Guidelines
from guankao.documents.plan import Plan
from guankao.documents.programme import Programme

AnyDocument = Plan | Guidelines | ActionPlan | Programme

KINDS: MappingProxyType[str, type[Plan | Guidelines | ActionPlan | Programme]] = MappingProxyType(
    {
        "plan": Plan,
        "guidelines": Guidelines,
        "action-plan": ActionPlan,
        "programme": Programme,
    }
)
"""Every kind of document by the word that stands in its `kind`."""
