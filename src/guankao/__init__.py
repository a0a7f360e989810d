"""Guankao (管考): government plans and their performance."""

__version__ = "0.1.0"
