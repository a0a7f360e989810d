"""The door: who is let in, who is not, and what is written down of it."""
