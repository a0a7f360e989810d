"""Official layouts: from documents to papers in the form that government prints them.

The words of the form are Chinese, as the documents are; what a layout cannot hold stands in
docs/how-to/write-a-document.md.
"""

from guankao.documents.official.action_plan import action_plan_paper
from guankao.documents.official.annual_plan import plan_paper
from guankao.documents.official.guidelines import guidelines_paper
from guankao.documents.official.performance_report import performance_report_paper

__all__ = ["action_plan_paper", "guidelines_paper", "performance_report_paper", "plan_paper"]
