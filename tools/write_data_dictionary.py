"""Write docs/reference/data-dictionary.md anew from the declarations of the datasets."""

import os
from pathlib import Path

import django

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "data-dictionary.md"

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guankao.web.settings")
django.setup()

from guankao.web.portal.datasets.dictionary import as_markdown  # noqa: E402  after the setup

PAGE.write_text(as_markdown(), encoding="utf-8")
print(f"Wrote {PAGE}.")
