"""The archive: every document that was ever stored, whole, by the digest of its text, and files."""
