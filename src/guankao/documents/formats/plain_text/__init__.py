"""Plain text: what is left of a document when it is copied out of its file."""
