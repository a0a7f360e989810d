"""Who is reminded of what by mail: one digest a person a day."""
