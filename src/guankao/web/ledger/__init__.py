"""The append-only record of everything that was done. It points at nothing, so all may call it."""
