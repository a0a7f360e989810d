"""Kept files stand by their digest, whole or not at all."""

from __future__ import annotations

import hashlib

import pytest
from django.db import transaction

from guankao.web.archive import files
from guankao.web.archive.actions import keep_file
from guankao.web.archive.models import KeptFile
from guankao.web.archive.queries import broken_files


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.KEPT_FILES = tmp_path / "files"
    return settings.KEPT_FILES


def test_bytes_come_back_and_only_their_owner_reads_them(place):
    digest = files.put(b"proof")
    assert digest == hashlib.sha256(b"proof").hexdigest()
    assert files.put(b"proof") == digest
    assert b"".join(files.pieces(digest)) == b"proof"
    assert [path.name for path in place.rglob("*") if path.is_file()] == [digest]
    assert files.path_of(digest).stat().st_mode & 0o077 == 0
    assert place.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("digest", ["", "../../secret-key", "A" * 64, "a" * 63])
def test_nothing_but_a_digest_names_a_file(digest):
    with pytest.raises(ValueError, match="no SHA-256"):
        files.path_of(digest)


def test_a_file_that_was_damaged_is_written_anew():
    digest = files.put(b"proof")
    files.path_of(digest).write_bytes(b"prxxf")
    assert not files.is_whole(digest)
    files.put(b"proof")
    assert files.is_whole(digest)


@pytest.mark.django_db
def test_files_that_are_gone_or_altered_are_named():
    kept = [files.put(data) for data in (b"one", b"two", b"three")]
    with transaction.atomic():
        for digest in kept:
            keep_file(digest, size=5, media_type="text/plain")
            keep_file(digest, size=5, media_type="text/plain")
    assert KeptFile.objects.count() == 3
    assert list(broken_files()) == []
    files.path_of(kept[0]).unlink()
    files.path_of(kept[1]).write_bytes(b"other")
    assert set(broken_files()) == set(kept[:2])
