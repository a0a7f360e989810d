"""What can be asked about guidelines and who answers them."""

from __future__ import annotations

from guankao.documents import Guidelines
from guankao.web.planning.actions.drafts import guidelines_of
from guankao.web.planning.models import Guidelines as StoredGuidelines


def published_guidelines(fiscal_year: int) -> Guidelines | None:
    """The guidelines of a year as the public sees them, or None where there are none."""
    stored = StoredGuidelines.objects.filter(fiscal_year=fiscal_year).first()
    return guidelines_of(stored.content_digest) if stored else None
