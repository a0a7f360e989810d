"""The page of the data, and everything in bulk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    JsonResponse,
    StreamingHttpResponse,
)
from django.urls import URLPattern, path, reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from guankao.web.ledger.queries import head
from guankao.web.portal.datasets import DATASETS, Dataset, dictionary
from guankao.web.portal.datasets.formats import as_csv, as_json, as_parquet
from guankao.web.portal.errors import BadParameter, bad_request
from guankao.web.portal.pages import Content, PublicPage, Table, version_of
from guankao.web.portal.parameters import Parameters

FORMATS = ("csv", "json", "parquet")
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}


@dataclass(frozen=True)
class ShownColumn:
    """A column of the dictionary in the language of the page."""

    name: str
    type: str
    meaning: str
    source: str


@dataclass(frozen=True)
class ShownDataset:
    """A dataset in the language of the page."""

    name: str
    meaning: str
    count: int
    columns: list[ShownColumn]
    addresses: list[tuple[str, str]]


class DataPage(PublicPage):
    template_name = "portal/data.html"

    def content(self, request: HttpRequest, **address: Any) -> Content:
        Parameters.of(request)
        counts = dictionary.counts(head())
        datasets = [_shown(dataset, counts[dataset.name]) for dataset in DATASETS.values()]
        return Content(
            context={"datasets": datasets, "trail": []},
            data=lambda: {
                "licence": "CC0-1.0",
                "dictionary": reverse("data-dictionary"),
                "datasets": [
                    {
                        "name": dataset.name,
                        "description": dataset.english,
                        "description_zh": dataset.chinese,
                        "rows": counts[dataset.name],
                        **{form: _address_of(dataset, form) for form in FORMATS},
                    }
                    for dataset in DATASETS.values()
                ],
            },
            table=lambda: Table(
                name="datasets",
                columns=["name", "description", "description_zh", "rows", *FORMATS],
                rows=[
                    [
                        dataset.name,
                        dataset.english,
                        dataset.chinese,
                        counts[dataset.name],
                        *(_address_of(dataset, form) for form in FORMATS),
                    ]
                    for dataset in DATASETS.values()
                ],
            ),
        )


def _shown(dataset: Dataset, count: int) -> ShownDataset:
    english = get_language() == "en"
    place = 0 if english else 1
    return ShownDataset(
        name=dataset.name,
        meaning=dataset.english if english else dataset.chinese,
        count=count,
        columns=[
            ShownColumn(
                name=column.name,
                type=dictionary.TYPES[column.type][place],
                meaning=column.english if english else column.chinese,
                source=dictionary.SOURCES[column.source][place],
            )
            for column in dataset.columns
        ],
        addresses=[(form, _address_of(dataset, form)) for form in FORMATS],
    )


def _address_of(dataset: Dataset, form: str) -> str:
    return reverse(f"dataset-{form}", args=[dataset.name])


@require_safe
def dictionary_json(request: HttpRequest) -> HttpResponseBase:
    """The data dictionary for programs."""
    return _conditional(request, lambda: _json(dictionary.as_data()))


@require_safe
def download(request: HttpRequest, dataset: str, form: str) -> HttpResponseBase:
    """One dataset whole in one format."""
    if dataset not in DATASETS:
        raise Http404
    return _conditional(request, lambda: _file(request, DATASETS[dataset], form))


def _json(data: dict[str, Any]) -> HttpResponse:
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def _file(request: HttpRequest, dataset: Dataset, form: str) -> HttpResponseBase:
    response: HttpResponseBase
    if request.method == "HEAD":
        # Nobody reads the body, and making it would read the whole dataset.
        response = HttpResponse()
    elif form == "csv":
        response = StreamingHttpResponse(as_csv(dataset))
    elif form == "json":
        response = StreamingHttpResponse(as_json(dataset))
    else:
        response = FileResponse(as_parquet(dataset))
    response.headers["Content-Type"] = CONTENT_TYPES[form]
    response.headers["Content-Disposition"] = f'attachment; filename="{dataset.name}.{form}"'
    return response


def _conditional(request: HttpRequest, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The response with its ETag; a caller who holds this version already gets 304."""
    try:
        Parameters.of(request)
    except BadParameter as problem:
        return bad_request(request, problem)
    etag = version_of(request)
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if not isinstance(response, HttpResponseNotModified):
        response = make()
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


data_addresses: list[URLPattern] = [
    *DataPage.addresses("data", "data"),
    path("data/dictionary.json", dictionary_json, name="data-dictionary"),
    *(
        path(f"data/<str:dataset>.{form}", download, {"form": form}, name=f"dataset-{form}")
        for form in FORMATS
    ),
]
"""Imported by portal.urls."""
