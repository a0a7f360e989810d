import pytest

from guankao import sample
from guankao.documents import Guidelines as GuidelinesDocument
from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.planning.actions import load_guidelines
from guankao.web.planning.models import Guidelines
from guankao.web.planning.outcomes import Outcome

pytestmark = pytest.mark.django_db


def _document():
    return next(one for one in sample.documents() if isinstance(one, GuidelinesDocument))


def test_the_eight_sections_stand_in_order(sample_data):
    sections = list(Guidelines.objects.get(fiscal_year=107).sections.order_by("number"))
    assert [section.number for section in sections] == list(range(1, 9))
    assert sections[6].title == "司法及法制"


def test_the_same_guidelines_twice_change_nothing(sample_data):
    assert load_guidelines(_document(), by=COMMAND_LINE).outcome is Outcome.UNCHANGED


def test_corrected_guidelines_replace(sample_data):
    written = _document().model_dump()
    corrected = GuidelinesDocument.model_validate({**written, "sections": written["sections"][:2]})
    assert load_guidelines(corrected, by=COMMAND_LINE).outcome is Outcome.REPLACED
    assert Guidelines.objects.get(fiscal_year=107).sections.count() == 2
