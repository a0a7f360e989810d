"""The one settings module, read from the environment; safe unless told otherwise.

Every variable is listed in docs/reference/settings.md, and a test compares the two.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from guankao.web.environment import days as _days
from guankao.web.environment import default_data_directory, secret_key
from guankao.web.environment import flag as _flag
from guankao.web.environment import number as _number
from guankao.web.environment import words as _list

DATA_DIRECTORY = Path(os.environ.get("GUANKAO_DATA") or default_data_directory()).absolute()
SECRET_KEY = secret_key(DATA_DIRECTORY)
DEBUG = _flag("GUANKAO_DEBUG", default=False)
DEMO = _flag("GUANKAO_DEMO", default=False)
HTTPS = _flag("GUANKAO_HTTPS", default=not DEMO)
ALLOWED_HOSTS = _list("GUANKAO_HOSTS", ["localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "guankao.web.ledger",
    "guankao.web.archive",
    "guankao.web.organizations",
    "guankao.web.planning",
    "guankao.web.reporting",
    "guankao.web.reminders",
    "guankao.web.tracking",
    "guankao.web.search",
    "guankao.web.publishing",
    "guankao.web.portal",
    "guankao.web.api",
    # Before the desk, which records what this has counted.
    "axes",
    "guankao.web.desk",
    "guankao.web.importing",
    "guankao.web.review",
    "guankao.web.filing",
    "guankao.web.overview",
    # After the desk, whose templates stand in the place of theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "guankao.web.portal.middleware.LanguageMiddleware",
    "guankao.web.portal.middleware.UnreadableRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "guankao.web.desk.middleware.SessionLimitMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "guankao.web.urls"
WSGI_APPLICATION = "guankao.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "guankao.web.portal.context.site",
            ],
        },
    }
]

_SQLITE_URL = f"sqlite:///{DATA_DIRECTORY / 'guankao.sqlite3'}"
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or _SQLITE_URL, conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A writer takes its lock at once, so that two writers queue instead of failing half way;
    # readers never wait (WAL). docs/adr/0004.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
            "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Background work waits in the database itself: no broker. docs/adr/0016.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "zh-hant"
LANGUAGES = [("zh-hant", "繁體中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "guankao_language"
LANGUAGE_COOKIE_SECURE = HTTPS
LOCALE_PATHS = [Path(__file__).parent / "locale"]
TIME_ZONE = "Asia/Taipei"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

UPLOADS = DATA_DIRECTORY / "uploads"
"""Files that wait to be read; outside everything that is served, removed once read."""
PAPERS = DATA_DIRECTORY / "papers"
"""Documents written for download, by the digest of what they say; may be deleted at any time."""

KEPT_FILES = DATA_DIRECTORY / "files"
"""Evidence by its digest; outside everything that is served, part of a backup, never removed."""
LARGEST_EVIDENCE = (
    1024
    * 1024
    * _number("GUANKAO_EVIDENCE_MIB", os.environ.get("GUANKAO_EVIDENCE_MIB") or "10", most=20)
)
"""In bytes, of one file. No form takes more than 20 MiB."""
MOST_EVIDENCE = _number(
    "GUANKAO_EVIDENCE_FILES", os.environ.get("GUANKAO_EVIDENCE_FILES") or "20", most=200
)
"""Files of one report."""

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIRECTORY / "static"
VENDOR_STATIC = DATA_DIRECTORY / "vendor"
"""Scripts made at first start from installed packages (Vega-Embed, out of vl-convert-python)."""
STATICFILES_DIRS = [VENDOR_STATIC]
# The first start of a server makes that directory; other commands do without it.
SILENCED_SYSTEM_CHECKS = ["staticfiles.W004"]
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "guankao.web.portal.errors.without_token"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
CSRF_TRUSTED_ORIGINS = _list("GUANKAO_TRUSTED_ORIGINS", [])
if _flag("GUANKAO_BEHIND_PROXY", default=False):
    # Only where the proxy in front removes this header from what strangers send.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_HANDLERS = ["guankao.web.importing.upload_handler.BoundedUploadHandler"]
# What a page has to say travels in a signed cookie: a stranger needs no session for it.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

# People and sign-in: docs/adr/0017.
AUTH_USER_MODEL = "organizations.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
_RULES = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_RULES}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": f"{_RULES}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("account", "name")},
    },
    {"NAME": f"{_RULES}.CommonPasswordValidator"},
    {"NAME": f"{_RULES}.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
"""How long a link to a first password holds, in seconds."""
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"

SESSION_COOKIE_NAME = "guankao_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_SECONDS = 60 * 60
"""A session ends when nothing was asked for so long."""
SESSION_COOKIE_AGE = 10 * 60 * 60
"""A session ends so long after sign-in, whatever was done in it: a long day's work."""

ACCOUNT_ADAPTER = "guankao.web.desk.sign_in.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "account"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
# One account from many addresses; one account from one address is counted by axes, below.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "15/15m/key",
    "reauthenticate": "10/m/user",
}
ACCOUNT_FORMS = {
    "login": "guankao.web.desk.sign_in.forms.SignInForm",
    "change_password": "guankao.web.desk.sign_in.forms.NewPasswordForm",
    "reset_password_from_key": "guankao.web.desk.sign_in.forms.FirstPasswordForm",
    "reauthenticate": "guankao.web.desk.sign_in.forms.ReauthenticateForm",
}
MFA_ADAPTER = "guankao.web.desk.sign_in.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
# A telephone may be half a minute off; what was used is not taken again.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Guankao 管考"
MFA_FORMS = {
    "authenticate": "guankao.web.desk.sign_in.forms.SecondFactorForm",
    "reauthenticate": "guankao.web.desk.sign_in.forms.SecondFactorAgainForm",
    "activate_totp": "guankao.web.desk.sign_in.forms.AddSecondFactorForm",
}

# Another service may say who somebody is (OpenID Connect); without its address there is none.
OIDC_ISSUER = os.environ.get("GUANKAO_OIDC_ISSUER", "")
OIDC_CLAIM = os.environ.get("GUANKAO_OIDC_CLAIM") or "email"
OIDC_NAME = os.environ.get("GUANKAO_OIDC_NAME", "")
if OIDC_ISSUER:
    INSTALLED_APPS += [
        "allauth.socialaccount",
        "allauth.socialaccount.providers.openid_connect",
    ]
SOCIALACCOUNT_ADAPTER = "guankao.web.desk.sign_in.service.ServiceAdapter"
# A form may not lead to another site (content security policy); state and PKCE guard the way back.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "service",
                "name": OIDC_NAME,
                "client_id": os.environ.get("GUANKAO_OIDC_CLIENT", ""),
                "secret": os.environ.get("GUANKAO_OIDC_SECRET", ""),
                "settings": {"server_url": OIDC_ISSUER, "oauth_pkce_enabled": True},
            }
        ]
    }
}

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "guankao.web.desk.sign_in.lockout.account_of"
AXES_LOCKOUT_CALLABLE = "guankao.web.desk.sign_in.lockout.locked_out"
AXES_CLIENT_IP_CALLABLE = "guankao.web.desk.sign_in.lockout.address_of"
AXES_RESET_ON_SUCCESS = True
# Else whoever goes on trying would keep the door locked for ever.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# Mail: docs/how-to/run-reminders.md. Without a server for it none is sent; the demonstration keeps
# what it would send as files.
MAIL_HOST = os.environ.get("GUANKAO_MAIL_HOST", "")
MAIL_SECURITY = os.environ.get("GUANKAO_MAIL_SECURITY") or "starttls"
if MAIL_SECURITY not in {"starttls", "tls", "none"}:
    raise ImproperlyConfigured(
        f"GUANKAO_MAIL_SECURITY is '{MAIL_SECURITY}'; write starttls, tls or none."
    )
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
elif MAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_FILE_PATH = DATA_DIRECTORY / "mail"
EMAIL_HOST = MAIL_HOST
EMAIL_PORT = _number("GUANKAO_MAIL_PORT", os.environ.get("GUANKAO_MAIL_PORT") or "587", most=65_535)
EMAIL_HOST_USER = os.environ.get("GUANKAO_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("GUANKAO_MAIL_PASSWORD", "")
EMAIL_USE_TLS = MAIL_SECURITY == "starttls"
EMAIL_USE_SSL = MAIL_SECURITY == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("GUANKAO_MAIL_FROM") or "guankao@localhost"
SITE_ADDRESS = os.environ.get("GUANKAO_ADDRESS", "").rstrip("/")
"""Where people find this installation, such as https://plans.example; mails lead there."""
REMINDER_DAYS_BEFORE = _days(
    "GUANKAO_REMINDER_DAYS_BEFORE", os.environ.get("GUANKAO_REMINDER_DAYS_BEFORE") or "7,3,1,0"
)
REMINDER_DAYS_AFTER = _days(
    "GUANKAO_REMINDER_DAYS_AFTER", os.environ.get("GUANKAO_REMINDER_DAYS_AFTER") or "1,3,7,14"
)

# What several server processes count together, such as refused sign-ins.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "guankao_cache",
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # The address of a request may hold what a person typed: only its path is logged, never the
    # query, and no cookie or address of the caller.
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("GUANKAO_LOG_LEVEL", "WARNING")},
    # It would write down the account and the address of whoever fails to sign in.
    "loggers": {"axes": {"level": "CRITICAL"}},
}
