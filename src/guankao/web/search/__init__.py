"""Search: every name and text of the public record, by any part of a word (docs/adr/0006)."""
