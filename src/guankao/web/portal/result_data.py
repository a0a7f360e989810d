"""What the `.json` forms say of what was reported and published."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from guankao import documents
from guankao.web.portal import representation as shown
from guankao.web.portal.queries.results import PublicFigure, PublicPeriod
from guankao.web.publishing.models import PublishedFigure
from guankao.web.reporting.models import LateException

RESULT_COLUMNS = ("period", "result", "result_unit", "achievement", "met", "light", "published_at")
"""Of a KPI: its newest figure that was published; empty where there is none."""


def latest_row(reported: Sequence[PublicPeriod]) -> tuple[object, ...]:
    """The newest of what was published, which stands first, as `RESULT_COLUMNS`."""
    figure = reported[0].figure if reported else None
    return figure_row(figure.row if figure else None)


def figure_row(row: PublishedFigure | None) -> tuple[object, ...]:
    """A figure as `RESULT_COLUMNS`."""
    if row is None:
        return (None,) * len(RESULT_COLUMNS)
    return (
        row.period,
        row.value,
        row.unit,
        row.achievement,
        row.met,
        row.light,
        row.published_at,
    )


def latest_data(row: PublishedFigure | None) -> shown.Data | None:
    """The newest figure of a KPI or project, as a list has it; its page has the working."""
    if row is None:
        return None
    return {
        "period": row.period,
        "value": shown.figure(row.value),
        "unit": row.unit,
        "achievement": shown.figure(row.achievement),
        "met": row.met,
        "light": row.light or None,
        "risk": row.risk or None,
        "version": row.number,
        "published_at": row.published_at.isoformat(),
    }


PROGRESS_COLUMNS = (
    "period",
    "planned_progress",
    "actual_progress",
    "allotted",
    "spent",
    "spent_share",
    "risk",
    "published_at",
)
"""Of a project: its newest progress that was published; empty where there is none."""


def latest_progress_row(reported: Sequence[PublicPeriod]) -> tuple[object, ...]:
    """The newest of what was published, which stands first, as `PROGRESS_COLUMNS`."""
    figure = reported[0].figure if reported else None
    if figure is None:
        return (None,) * len(PROGRESS_COLUMNS)
    content, stated = figure.row.result.content, figure.document.project
    return (
        figure.row.period,
        _decimal(content.get("planned")),
        figure.row.value,
        stated.allotted if stated else None,
        stated.spent if stated else None,
        _decimal(content.get("spent_share")),
        figure.row.risk,
        figure.row.published_at,
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def period_data(one: PublicPeriod) -> shown.Data:
    """One period: what is expected, how far it is, and every figure that was published."""
    expected = one.expected
    return {
        "period": expected.period,
        "period_end": expected.period_end.isoformat(),
        "identifier": expected.identifier,
        "state": one.state.value,
        "opens_at": expected.opens_at.isoformat(),
        "due_at": expected.due_at.isoformat(),
        "closes_at": expected.closes_at.isoformat(),
        "handed_in_at": one.handed_in_at.isoformat() if one.handed_in_at else None,
        "handed_in_late": one.late,
        "exception": exception_data(one.exception),
        "figure": figure_data(one.figure) if one.figure else None,
        "earlier_figures": [figure_data(figure) for figure in one.before],
    }


def exception_data(exception: LateException | None) -> shown.Data | None:
    """Leave to come later: who gave it, why, until when."""
    if exception is None:
        return None
    return {
        "given_by": exception.person_name,
        "given_at": exception.given_at.isoformat(),
        "reason": exception.reason,
        "until": exception.until.isoformat(),
    }


def figure_data(one: PublicFigure) -> shown.Data:
    """A figure with all that it was computed of, every digit of it."""
    row, content = one.row, one.row.result.content
    computed = {name: fact for name, fact in content.items() if name != "problems"}
    return {
        "version": row.number,
        "published_at": row.published_at.isoformat(),
        "cause": row.cause,
        "reason_of_correction": row.reason or None,
        "standing": row.standing,
        "computed": computed,
        "rules": row.result.rules,
        "reported": reported_data(one.document),
        "report_digest": row.result.digest,
        "plan_digest": row.result.plan_digest,
    }


def reported_data(report: documents.Report) -> shown.Data:
    """What the agency stated. Of evidence what it proves and its digest, not the file's name."""
    indicator, project = report.indicator, report.project
    return {
        "inputs": [
            {
                "name": one.name,
                "value": shown.figure(one.value),
                "source": one.source,
                "origin": one.origin,
            }
            for one in (indicator.inputs if indicator else ())
        ],
        "figure": shown.figure(indicator.figure) if indicator else None,
        "unit": indicator.unit if indicator else None,
        "progress": None
        if project is None
        else {
            "actual": shown.figure(project.actual),
            "allotted": shown.figure(project.allotted),
            "spent": shown.figure(project.spent),
            "milestones": [
                {
                    "due": one.due.isoformat(),
                    "title": one.title,
                    "done_on": one.done_on.isoformat(),
                }
                for one in project.milestones
            ],
        },
        "reason": report.reason,
        "countermeasure": report.countermeasure,
        "data_quality": report.data_quality,
        "evidence": [
            {
                "proves": one.proves,
                "media_type": one.media_type,
                "size": one.size,
                "sha256": one.digest,
            }
            for one in report.evidence
        ],
    }
