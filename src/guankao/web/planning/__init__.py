"""Guidelines, plans, goals, indicators and projects: what is promised for a year."""
