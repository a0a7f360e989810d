"""How the sign-in library behaves here: no sign-up, no letters, sealed second factors."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

NOT_RIGHT = _("Account or password are not right. Look whether Caps Lock is on, and try again.")
TOO_OFTEN = _("That was tried too often. Wait a quarter of an hour, then try again.")


class AccountAdapter(DefaultAccountAdapter):
    """People are made by an administrator, and the sign-in pages say so."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": NOT_RIGHT,
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The present password is not right."),
        "account_inactive": NOT_RIGHT,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Not of somebody who came in or proved themselves a moment ago."""
        request = context.request
        records = get_authentication_records(request, request.user)
        recently = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        if records and records[-1]["at"] > recently:
            return False
        return bool(super().is_reauthentication_required(app=app, **options))

    def add_message(self, *arguments: Any, **options: Any) -> None:
        """Say nothing: the pages themselves show what came of it."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        raise RuntimeError("Guankao sends no letters about accounts.")

    def send_notification_mail(self, *arguments: Any, **options: Any) -> None:
        """Send nothing; the ledger has it, and nobody's address is known."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are sealed with the key of the installation."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "The code is not right. It changes every half minute: look for the newest one."
        ),
    }

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _seal().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # Sealed with another key, as after moving a database without its key: then no code
            # is right, and an administrator removes the factor.
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _seal() -> Fernet:
    digest = hashlib.sha256(f"second-factor:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
