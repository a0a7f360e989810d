"""Who let which report come later, why and until when: public, and so asked for by many pages."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from guankao.web.reporting.models import LateException


def exceptions_of_year(fiscal_year: int) -> QuerySet[LateException]:
    """All that were given for reports of a year, the latest first; those that ended as well."""
    return _with_reports().filter(expected__plan__fiscal_year=fiscal_year)


def exceptions_at(agencies: frozenset[int]) -> QuerySet[LateException]:
    """All that were given for reports of some agencies, the latest first."""
    return _with_reports().filter(expected__plan__agency__in=agencies)


def standing(found: QuerySet[LateException], moment: dt.datetime) -> QuerySet[LateException]:
    """Those that still let a report come later at a moment."""
    return found.filter(ended_at__isnull=True, until__gt=moment)


def past(found: QuerySet[LateException], moment: dt.datetime) -> QuerySet[LateException]:
    """Those that were ended, or ran out by a moment."""
    return found.filter(Q(ended_at__isnull=False) | Q(until__lte=moment))


def _with_reports() -> QuerySet[LateException]:
    return LateException.objects.select_related(
        "expected__plan__agency", "expected__report"
    ).order_by("-given_at", "-pk")
