"""Importing: a file becomes a plan, seen beside what the linter says, before anything is stored."""
