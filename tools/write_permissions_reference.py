"""Write docs/reference/permissions.md anew from the matrix and the addresses."""

import os
from pathlib import Path

import django

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "permissions.md"

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guankao.web.settings")
django.setup()

from guankao.web.desk.permissions_page import as_markdown  # noqa: E402  after the setup

PAGE.write_text(as_markdown(), encoding="utf-8")
print(f"Wrote {PAGE}.")
