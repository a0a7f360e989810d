"""The categories of projects (計畫類別), as far as links are concerned."""

from __future__ import annotations

from typing import Final

OTHER: Final = "其它"
"""A project outside medium- and long-term plans; a linkage column says 無 for it."""
