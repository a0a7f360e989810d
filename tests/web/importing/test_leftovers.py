"""What a program that was killed leaves behind is seen to; nothing waits for nobody."""

import datetime as dt
import os
import uuid

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from guankao.web.importing import uploads
from guankao.web.importing.actions import hand_in, handing_in, sweep_uploads
from guankao.web.importing.models import Import
from guankao.web.importing.states import State
from guankao.web.ledger.actors import WORKER, Actor
from guankao.web.organizations.actors import as_actor
from guankao.web.organizations.permissions import NotPermitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner(make_person) -> Actor:
    return as_actor(make_person("planner"))


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.UPLOADS = tmp_path / "uploads"


def _aged(key, hours):
    moment = (timezone.now() - dt.timedelta(hours=hours)).timestamp()
    os.utime(uploads.path_of(key), (moment, moment))


def test_a_file_is_in_the_queue_in_the_transaction_that_makes_it_known(planner):
    """Not after it: who is killed in between would leave it waiting for ever."""
    one = hand_in(by=planner, file_name="plan.txt", data=b"x")
    (task,) = DBTaskResult.objects.all()
    assert task.args_kwargs["args"] == [str(one.pk)]


def test_where_the_queue_does_not_take_it_nothing_is_left(monkeypatch, planner):
    class Refusing:
        def enqueue(self, _key):
            raise RuntimeError("no queue")

    monkeypatch.setattr("guankao.web.importing.tasks.read_file_of_import", Refusing())
    with pytest.raises(RuntimeError, match="no queue"):
        hand_in(by=planner, file_name="plan.txt", data=b"x")
    assert not Import.objects.exists()
    assert uploads.keys_by_time() == {}


@pytest.mark.parametrize("state", list(State))
def test_bytes_are_kept_while_they_are_waited_for(state, planner):
    one = hand_in(by=planner, file_name="plan.txt", data=b"x")
    Import.objects.filter(pk=one.pk).update(state=state.value)
    waits = state in {State.WAITING, State.READING}
    assert sweep_uploads(by=WORKER) == (0 if waits else 1)
    assert uploads.path_of(one.pk).exists() == waits


@pytest.mark.parametrize(("hours", "swept"), [(0, 0), (0.9, 0), (1.1, 1), (1000, 1)])
def test_bytes_that_nobody_knows_may_be_on_their_way(hours, swept):
    key = uuid.uuid4()
    uploads.put(key, b"x")
    _aged(key, hours)
    assert sweep_uploads(by=WORKER) == swept
    assert uploads.path_of(key).exists() == (not swept)


def test_other_files_are_let_be(settings):
    settings.UPLOADS.mkdir(parents=True)
    (settings.UPLOADS / "notes.txt").write_text("x")
    (settings.UPLOADS / "no-key.upload").write_text("x")
    assert sweep_uploads(by=WORKER) == 0
    assert len(list(settings.UPLOADS.iterdir())) == 2


def test_only_the_worker_sweeps():
    with pytest.raises(NotPermitted):
        sweep_uploads(by=Actor("nobody", "nobody"))
    assert handing_in.MOST_TO_BE_KNOWN < handing_in.KEPT_FOR
