"""What the settings read from the environment: flags, lists, numbers, and the key that is kept."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def flag(name: str, *, default: bool) -> bool:
    text = os.environ.get(name, "").strip().lower()
    if text == "":
        return default
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is '{text}'; write 1 or 0.")


def words(name: str, default: list[str]) -> list[str]:
    text = os.environ.get(name, "")
    return [part.strip() for part in text.split(",") if part.strip()] or default


def number(name: str, text: str, *, most: int) -> int:
    if not text.strip().isdecimal() or not 1 <= int(text) <= most:
        raise ImproperlyConfigured(f"{name} is '{text}'; write a number from 1 to {most}.")
    return int(text)


def days(name: str, text: str) -> list[int]:
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdecimal() and len(part) < 4 for part in parts):
        raise ImproperlyConfigured(f"{name} is '{text}'; write days with commas, such as 7,3,1.")
    return sorted(int(part) for part in parts)


def default_data_directory() -> Path:
    """Where Guankao keeps its database and key when GUANKAO_DATA is not set (XDG)."""
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "guankao"


def secret_key(directory: Path) -> str:
    """The key of this installation: from the environment, else made once and kept.

    Two processes that start together agree on one key, and nobody else on the machine reads it.
    """
    given = os.environ.get("GUANKAO_SECRET_KEY", "")
    if given:
        return given
    path = directory / "secret-key"
    if not path.exists():
        try:
            directory.mkdir(parents=True, exist_ok=True)
            write_key(path)
        except OSError as error:
            raise ImproperlyConfigured(
                f"The data directory {directory} cannot be written ({error.strerror}). "
                "Set GUANKAO_DATA to a directory that can, or give GUANKAO_SECRET_KEY."
            ) from error
    key = path.read_text(encoding="ascii").strip()
    if not key:
        raise ImproperlyConfigured(f"The key file {path} is empty. Remove it and start again.")
    return key


def write_key(path: Path) -> None:
    """Write a key whole and only then give it its name; whoever came first keeps it."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix="secret-key-")  # mode 0600
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    try:
        path.hardlink_to(name)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()
