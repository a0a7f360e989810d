"""What every page's frame needs."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from guankao import __version__


def site(request: HttpRequest) -> dict[str, object]:
    """The facts of the frame; asks nothing of the database."""
    return {"guankao_version": __version__, "demo": settings.DEMO}
