"""PDF: writing papers as PDF/A, and reading papers from any PDF."""
