"""The link by which a person chooses a password; whoever has it is that person."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from guankao.web.organizations.models import Person


def path_to_password(person: Person) -> str:
    """The link without its host. It holds until it is used, the person signs in, or three days."""
    key = default_token_generator.make_token(person)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])
