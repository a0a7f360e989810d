"""Findings as a person or a program wants them: text, JSON, SARIF, and a paper to review on."""

from guankao.rules.output.json_text import to_json
from guankao.rules.output.linted import Linted
from guankao.rules.output.review_paper import review_paper
from guankao.rules.output.sarif import to_sarif
from guankao.rules.output.text import statistics, to_text

__all__ = ["Linted", "review_paper", "statistics", "to_json", "to_sarif", "to_text"]
