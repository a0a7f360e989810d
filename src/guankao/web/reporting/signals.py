"""What this room tells the rooms above it, which it does not know."""

from __future__ import annotations

from django.dispatch import Signal

public_results_changed = Signal()
"""The public may read other results of a KPI or project than before: `plan` and `element`.

Sent inside the transaction of the verb, with all periods of the KPI or project locked. Whoever
follows it and fails undoes the verb too.
"""
