"""HTML: papers as one page that stands alone, reads aloud and prints on A4."""

from guankao.documents.formats.html.writer import write_html

__all__ = ["write_html"]
