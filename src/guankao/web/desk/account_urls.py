"""The addresses of the door: those of the sign-in library that Guankao opens, and no other."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.urls import URLPattern, path, re_path

from guankao.web.desk.views.sign_in import PasswordChange, SignIn

DOOR: list[URLPattern] = [
    path("login/", SignIn.as_view(), name="account_login"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("2fa/authenticate/", second_factor.authenticate, name="mfa_authenticate"),
    re_path(
        r"^password/key/(?P<uidb36>[0-9a-z]{1,13})-(?P<key>[0-9A-Za-z-]{1,80})/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
"""What a stranger may open, to become somebody who is signed in."""
if settings.OIDC_ISSUER:
    from allauth.socialaccount.providers.openid_connect import views as service

    DOOR += [
        path("oidc/<str:provider_id>/login/", service.login, name="openid_connect_login"),
        path(
            "oidc/<str:provider_id>/login/callback/",
            service.callback,
            name="openid_connect_callback",
        ),
    ]

OWN_ACCOUNT: list[URLPattern] = [
    path("logout/", account.logout, name="account_logout"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", PasswordChange.as_view(), name="account_change_password"),
    path("2fa/", second_factor.index, name="mfa_index"),
    path("2fa/reauthenticate/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "2fa/recovery-codes/",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/generate/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
"""What whoever is signed in does with their own account."""

urlpatterns = [*DOOR, *OWN_ACCOUNT]
