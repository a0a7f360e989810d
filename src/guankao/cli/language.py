"""The option `--language` of the commands whose output people read."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from guankao.documents.words import Language


class SpokenLanguage(StrEnum):
    """The languages that the program speaks."""

    CHINESE = "zh-Hant"
    ENGLISH = "en"

    @property
    def code(self) -> Language:
        """The code as the core takes it."""
        return "en" if self is SpokenLanguage.ENGLISH else "zh-Hant"


LanguageOption = Annotated[
    SpokenLanguage, typer.Option("--language", help="Language of the output.")
]
