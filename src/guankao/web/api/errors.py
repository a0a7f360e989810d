"""Errors of the API: one shape for all, and a parameter at fault is named."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from pydantic import Field


class ErrorDetail(Schema):
    """What is wrong."""

    status: int = Field(description="The status of the response.")
    message: str = Field(description="A sentence for the person who reads the log.")
    parameter: str | None = Field(
        None, description="The parameter at fault, where it is one.", examples=["limit"]
    )


class ErrorBody(Schema):
    """The body of every response that is not a success."""

    error: ErrorDetail


class Refused(ValueError):
    """A parameter that cannot be used, and why."""

    def __init__(self, parameter: str, message: str) -> None:
        self.parameter = parameter
        self.message = message
        super().__init__(f"{parameter}: {message}")


def error_response(status: int, message: str, parameter: str | None = None) -> HttpResponse:
    """The response in the shape of ErrorBody; nobody keeps it."""
    response = JsonResponse(
        {"error": {"status": status, "message": message, "parameter": parameter}},
        status=status,
        json_dumps_params={"ensure_ascii": False},
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def answer_errors(api: NinjaAPI) -> None:
    """Give the API its answers to everything that a caller can get wrong."""

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, problem: ValidationError) -> HttpResponse:
        first: dict[str, Any] = problem.errors[0]
        message = str(first["msg"]).removeprefix("Value error, ")
        return error_response(400, message, str(first["loc"][-1])[:100])

    @api.exception_handler(HttpError)
    def unreadable(request: HttpRequest, problem: HttpError) -> HttpResponse:
        return error_response(problem.status_code, "The body cannot be read as JSON.")

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, problem: Refused) -> HttpResponse:
        return error_response(400, problem.message, problem.parameter[:100])

    @api.exception_handler(ObjectDoesNotExist)
    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, problem: Exception) -> HttpResponse:
        return error_response(404, "There is nothing of this identifier.")
