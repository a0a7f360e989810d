"""Guankao's settings with one plain page instead of its own; made only to be measured."""

from guankao.web.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.boards_peer"
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    # Without it the application of the sign-in library does not start.
    "allauth.account.middleware.AccountMiddleware",
]
