"""The public pages: they read, and change nothing but their own read models."""
