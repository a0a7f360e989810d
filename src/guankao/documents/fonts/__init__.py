"""The fonts that documents are set in, and which characters they cover."""

from guankao.documents.fonts.coverage import STAND_IN, covered, uncovered_in
from guankao.documents.fonts.families import SANS, SERIF, fonts_folder, typst_fonts

__all__ = ["SANS", "SERIF", "STAND_IN", "covered", "fonts_folder", "typst_fonts", "uncovered_in"]
