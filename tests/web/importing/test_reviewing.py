"""What a form holds, told to somebody who may only read it."""

from __future__ import annotations

import pytest
from django import forms

from guankao.web.importing.templatetags.reviewing import as_text


class ExampleForm(forms.Form):
    arrangement = forms.ChoiceField(choices=[("", "—"), ("1", "1 own organisation")])
    linkage = forms.MultipleChoiceField(choices=[("a", "public works"), ("b", "social")])
    standard = forms.CharField()


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("arrangement", 1, "1 own organisation"),
        ("arrangement", "", ""),
        ("arrangement", None, ""),
        ("linkage", ["a", "b"], "public works\nsocial"),
        ("linkage", (), ""),
        ("standard", "a ÷ b", "a ÷ b"),
        ("standard", None, ""),
    ],
)
def test_a_choice_is_told_by_its_words(name, value, text):
    assert as_text(ExampleForm(initial={name: value})[name]) == text
