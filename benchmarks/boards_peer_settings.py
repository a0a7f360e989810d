"""Guankao's settings with one plain page instead of its own; made only to be measured."""

from guankao.web.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.boards_peer"
MIDDLEWARE = ["django.middleware.gzip.GZipMiddleware"]
