"""The routes, declared on the API when these modules are imported."""

from guankao.web.api.routes import action_plans, agencies, formulas, plans, reports, search

__all__ = ["action_plans", "agencies", "formulas", "plans", "reports", "search"]
