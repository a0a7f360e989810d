"""Guankao's settings with Django's admin on top; made only to be measured."""

from guankao.web.settings import *  # noqa: F403
from guankao.web.settings import INSTALLED_APPS as OURS
from guankao.web.settings import TEMPLATES as OUR_TEMPLATES

INSTALLED_APPS = [*OURS, "django.contrib.admin.apps.SimpleAdminConfig"]
ROOT_URLCONF = "benchmarks.admin_peer"
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    # Without it the application of the sign-in library does not start.
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES = [
    {
        **OUR_TEMPLATES[0],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
# The admin's own files are not gathered: nobody looks at its pages.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
