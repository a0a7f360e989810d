"""What the `.json` forms say of a KPI through the years."""

from __future__ import annotations

from guankao.charts import Stated
from guankao.web.planning.models import Indicator
from guankao.web.portal import representation as shown
from guankao.web.portal.series import YearOfKpi


def year_targets_data(indicator: Indicator) -> list[shown.Data]:
    """The targets of the medium term, where they were fetched."""
    return [
        {
            **shown.year_data(one.fiscal_year),
            "text": one.text,
            "value": shown.figure(one.value),
            "unit": one.unit,
        }
        for one in indicator.year_targets.all()
    ]


def stated_data(stated: Stated | None) -> shown.Data | None:
    """A figure as a plan states it, and as it was read."""
    if stated is None:
        return None
    quantity = stated.quantity
    return {
        "text": stated.text,
        "value": shown.figure(quantity.value) if quantity else None,
        "unit": quantity.unit if quantity else "",
    }


def year_of_kpi_data(one: YearOfKpi) -> shown.Data:
    """One year of a KPI, with why it cannot be compared with the year before."""
    return {
        **shown.year_data(one.fiscal_year),
        "reached": stated_data(one.reached),
        "reached_stated_in": one.stated_in.identifier if one.stated_in else None,
        "target": stated_data(one.target),
        "target_of": one.target_of.identifier if one.target_of else None,
        "planned": stated_data(one.planned),
        "definition_changed": [
            {
                "reasons": list(note.codes),
                "version": note.version,
                "difference": note.address,
            }
            for note in one.breaks
        ],
    }
