"""Prints docs/reference/data-dictionary.md anew: python -m guankao.web.portal.datasets."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guankao.web.settings")
django.setup()

from guankao.web.portal.datasets.dictionary import as_markdown  # noqa: E402  after the setup

sys.stdout.write(as_markdown())
