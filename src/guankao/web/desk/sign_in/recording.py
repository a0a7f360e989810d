"""The door tells the ledger who came in, who went, and who was refused."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from guankao.web.desk.middleware import begin_session
from guankao.web.ledger.actors import SIGN_IN
from guankao.web.ledger.events import Event
from guankao.web.organizations.actions.sign_in import record_sign_in
from guankao.web.organizations.models import Person

_HERE = "guankao.web.desk.sign_in.recording"


def listen() -> None:
    """Called once when Django is ready."""
    for signal, receiver in (
        (user_logged_in, _came_in),
        (user_logged_out, _went_out),
        (user_login_failed, _was_refused),
        (user_locked_out, _was_locked_out),
        (authentication_failed, _failed_second_factor),
        (password_changed, _changed_password),
        (password_reset, _changed_password),
        (authenticator_added, _added_factor),
        (authenticator_removed, _removed_factor),
    ):
        signal.connect(receiver, dispatch_uid=f"{_HERE}.{receiver.__name__}.{id(signal)}")


def _came_in(*, request: HttpRequest, user: Person, **_more: Any) -> None:
    begin_session(request)
    record_sign_in(Event.PERSON_SIGNED_IN, by=SIGN_IN, account=user.account)


def _went_out(*, user: Person | None = None, **_more: Any) -> None:
    if user is not None:
        record_sign_in(Event.PERSON_SIGNED_OUT, by=SIGN_IN, account=user.account)


def _was_refused(
    *, credentials: dict[str, Any], request: HttpRequest | None = None, **_more: Any
) -> None:
    if _is_counted(request):
        record_sign_in(
            Event.PERSON_REFUSED, by=SIGN_IN, account=str(credentials.get("username", ""))
        )


def _was_locked_out(*, request: HttpRequest, username: str | None = None, **_more: Any) -> None:
    if _is_counted(request):
        record_sign_in(Event.PERSON_LOCKED_OUT, by=SIGN_IN, account=username or "")


def _is_counted(request: HttpRequest | None) -> bool:
    """Whether this try was counted. One at a locked door is not: it would fill the record."""
    return bool(getattr(request, "axes_failures_since_start", 0))


def _failed_second_factor(*, user: Person, **_more: Any) -> None:
    record_sign_in(Event.PERSON_REFUSED, by=SIGN_IN, account=user.account)


def _changed_password(*, user: Person, **_more: Any) -> None:
    record_sign_in(Event.PERSON_PASSWORD_CHANGED, by=SIGN_IN, account=user.account)


def _added_factor(*, user: Person, **_more: Any) -> None:
    record_sign_in(Event.PERSON_FACTOR_ADDED, by=SIGN_IN, account=user.account)


def _removed_factor(*, user: Person, **_more: Any) -> None:
    record_sign_in(Event.PERSON_FACTOR_REMOVED, by=SIGN_IN, account=user.account)
