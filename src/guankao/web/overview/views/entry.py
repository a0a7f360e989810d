"""What the boards have in common: somebody who may read reports, and what they ask for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from guankao.web.desk.views.entry import DeskView
from guankao.web.organizations.models import Agency
from guankao.web.organizations.permissions import Permission
from guankao.web.overview.parameters import BoardParameters
from guankao.web.overview.scope import Scope, scope_of
from guankao.web.portal.errors import BadParameter, bad_request
from guankao.web.portal.spreadsheet import csv_response, plain

Columns = Sequence[str]
Rows = Iterable[Sequence[object]]


class BoardView(DeskView):
    """A board for whoever may read reports at one agency at least; it changes nothing."""

    permission = Permission.READ_REPORT
    http_method_names = ("get", "head", "options")
    parameters: ClassVar[type[BoardParameters]] = BoardParameters

    def get(self, request: HttpRequest, kind: str = "") -> HttpResponseBase:
        try:
            asked = self.parameters.of(request)
            scope = scope_of(self.rights, asked)
            if kind:
                return as_file(kind, *self.table(scope, asked))
            return self.page(request, scope, asked)
        except BadParameter as problem:
            return bad_request(request, problem)

    def page(self, request: HttpRequest, scope: Scope, asked: Any) -> HttpResponse:
        """The page itself."""
        raise NotImplementedError

    def table(self, scope: Scope, asked: Any) -> tuple[str, Columns, Rows]:
        """The same as a file: its name, its columns and its rows."""
        raise NotImplementedError

    def common(self, scope: Scope, asked: BoardParameters) -> dict[str, Any]:
        """What the head of every board shows."""
        under = None
        if asked.under is not None:
            under = Agency.objects.filter(pk=asked.under).filter(scope.agencies()).first()
        return {
            "scope": scope,
            "wanted": asked,
            "under": under,
            "fictional": scope.made_up,
            "months": [(month, month_words(month)) for month in range(1, 13)],
            "levels": level_choices(),
            "query": asked.query(year=scope.year, page=None),
        }


def level_choices() -> list[tuple[str, str]]:
    """What a report can be on, by the codes that stand in addresses."""
    return [
        ("kpi", _("KPIs")),
        ("cabinet", pgettext("control level", "Projects of the cabinet")),
        ("ministry", pgettext("control level", "Projects of ministries")),
        ("self", pgettext("control level", "Own projects")),
    ]


def level_words(code: str) -> str:
    """What a report is on, by the code that is stored."""
    return dict(level_choices())[code or "kpi"]


def month_words(month: int) -> str:
    """A period by the month with whose end it ends."""
    return _("to the end of month %(month)d") % {"month": month}


def as_file(kind: str, name: str, columns: Columns, rows: Rows) -> StreamingHttpResponse:
    """A table as CSV, or as JSON with an object for each row; both are made as they are sent."""
    if kind == "csv":
        return csv_response(name, columns, rows)
    response = StreamingHttpResponse(_json(columns, rows), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


def _json(columns: Columns, rows: Rows) -> Iterator[str]:
    yield '{"columns": ' + json.dumps(list(columns)) + ', "rows": ['
    for number, row in enumerate(rows):
        values = dict(zip(columns, map(_value, row), strict=True))
        yield (",\n" if number else "\n") + json.dumps(values, ensure_ascii=False)
    yield "\n]}\n"


def _value(one: object) -> object:
    """A figure is a text of its digits, so that no reader's floating point changes it."""
    if isinstance(one, Decimal):
        return plain(one)
    return one if one is None or isinstance(one, bool | int | str) else str(one)
