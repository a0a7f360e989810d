"""The forms of the door, in our words; what they do is the library's."""

from __future__ import annotations

import hashlib
from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from guankao.web.organizations.models import Person

SECONDS_A_CODE_IS_GOOD = 120
LONGEST_PASSWORD = 1_000
"""A longer one is no password but an attempt to keep the server busy hashing."""


def _relabel(form: forms.Form, labels: dict[str, Any]) -> None:
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        field.widget.attrs.pop("placeholder", None)
        field.help_text = ""
        if isinstance(field, forms.CharField) and "password" in name:
            field.widget.attrs["maxlength"] = LONGEST_PASSWORD
            field.validators.append(_not_too_long)


def _not_too_long(value: str) -> None:
    if len(value) > LONGEST_PASSWORD:
        raise forms.ValidationError(_("It is too long."))


def _once(person: Person, code: str) -> str:
    """Refuse a code that was used, for as long as the clock would take it."""
    used = hashlib.sha256(f"{person.code} {code}".encode()).hexdigest()
    if not cache.add(f"second-factor:{used}", "used", timeout=SECONDS_A_CODE_IS_GOOD):
        raise get_adapter().validation_error("incorrect_code")
    return code


class SignInForm(account_forms.LoginForm):
    """Account and password."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _relabel(self, {"login": _("Account"), "password": _("Password")})
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}

    def clean_login(self) -> str:
        return str(self.cleaned_data["login"]).strip().lower()


class NewPasswordForm(account_forms.ChangePasswordForm):
    """A new password beside the present one."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _relabel(
            self,
            {
                "oldpassword": _("Present password"),
                "password1": _("New password"),
                "password2": _("New password once more"),
            },
        )

    @property
    def rules(self) -> list[str]:
        return password_validators_help_texts()


class FirstPasswordForm(account_forms.ResetPasswordKeyForm):
    """A password by the link that an administrator handed over."""

    user: Person

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _relabel(self, {"password1": _("New password"), "password2": _("New password once more")})

    @property
    def rules(self) -> list[str]:
        return password_validators_help_texts()


class ReauthenticateForm(account_forms.ReauthenticateForm):
    """The password once more, before something that a passer-by must not do."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _relabel(self, {"password": _("Password")})


class SecondFactorForm(factor_forms.AuthenticateForm):
    """The code of the second factor, or a recovery code."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _relabel(self, {"code": _("Code")})

    def clean_code(self) -> str:
        return _once(self.user, super().clean_code())


class SecondFactorAgainForm(factor_forms.ReauthenticateForm):
    """The code once more, before something that a passer-by must not do."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _relabel(self, {"code": _("Code")})

    def clean_code(self) -> str:
        return _once(self.user, super().clean_code())


class AddSecondFactorForm(totp_forms.ActivateTOTPForm):
    """The first code, which proves that the app has the secret."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _relabel(self, {"code": _("Code")})
        self.fields["code"].widget.attrs |= {"inputmode": "numeric"}

    def clean_code(self) -> str:
        return _once(self.user, super().clean_code())
