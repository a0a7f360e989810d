"""What happens before anything is served: the place is checked first, then made ready.

Each check stands before the first write, so a refusal leaves nothing half done.
"""

from __future__ import annotations

import errno
import os
import socket
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.core.exceptions import ImproperlyConfigured

from guankao import __version__
from guankao.web.commands import stop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.migrations.loader import MigrationLoader

MIGRATION_LOCK = 0x6775_616E  # any number that no other use of this database takes


def require_free_port(host: str, port: int) -> None:
    """Refuse where another program listens."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise stop(
                    f"Port {port} on {host} is in use. Stop the program that uses it, "
                    f"or choose another: --port {port + 1 if port < 65535 else port - 1}"
                ) from error
            raise stop(f"Cannot listen on {host} port {port}: {error.strerror}.") from error


def require_writable(directory: Path) -> None:
    """Refuse where the data directory cannot be made or written."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=directory):
            pass
    except OSError as error:
        raise stop(
            f"The data directory {directory} cannot be written ({error.strerror}). "
            "Choose another with --data, or mend its permissions."
        ) from error


def start_django(data: Path | None, *, writes: bool = True) -> None:
    """Point the settings at the data directory and wake Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guankao.web.settings")
    if data is not None:
        os.environ["GUANKAO_DATA"] = str(data.absolute())
    try:
        from django.conf import settings

        if writes:
            require_writable(settings.DATA_DIRECTORY)
        django.setup()
    except ImproperlyConfigured as problem:
        raise stop(str(problem)) from problem


def bring_database_up_to_date() -> None:
    """Migrate; refuse a database that a newer Guankao has already changed."""
    from django.core.management import call_command

    _require_known(_migrations())
    with _one_at_a_time():
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)


def require_database_opens() -> None:
    """Refuse where a server does not answer; a file that is not there yet is no reason."""
    from django.db import connection

    if connection.vendor != "sqlite":
        _migrations()


def require_database_as_it_is() -> None:
    """Refuse where there is no database, or one of another version; write nothing at all.

    Who checks a record must not be the one who makes it, not even an empty one.
    """
    from django.db import connection

    path = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and not path.is_file():
        raise stop(f"There is no database {path}. Name its directory with --data.")
    loader = _migrations()
    _require_known(loader)
    ours = {app.label for app in _own_apps()}
    missing = sorted(
        f"{app}.{name}"
        for app, name in loader.disk_migrations
        if app in ours and (app, name) not in loader.applied_migrations
    )
    if missing:
        raise stop(
            f"The database is older than this program ({missing[0]} was not applied). "
            "Start the server once to bring it up to date, or use the Guankao that wrote it."
        )


def _migrations() -> MigrationLoader:
    from django.db import DatabaseError, connection
    from django.db.migrations.loader import MigrationLoader

    try:
        return MigrationLoader(connection)
    except DatabaseError as error:
        raise stop(
            f"The database cannot be opened: {str(error).strip()}. "
            "Check DATABASE_URL, or the file in the data directory."
        ) from error


def _require_known(loader: MigrationLoader) -> None:
    ours = {app.label for app in _own_apps()}
    unknown = sorted(
        f"{app}.{name}"
        for app, name in loader.applied_migrations
        if app in ours and (app, name) not in loader.disk_migrations
    )
    if unknown:
        raise stop(
            f"The database is newer than this program (Guankao {__version__} does not know "
            f"{unknown[0]}). Install the newer Guankao, or choose another data directory "
            "with --data. Nothing was changed."
        )


def _own_apps() -> Iterator[django.apps.AppConfig]:
    from django.apps import apps

    return (app for app in apps.get_app_configs() if app.name.startswith("guankao."))


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Servers that start together on PostgreSQL migrate one after the other."""
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])


def gather_static_files() -> None:
    """Collect style sheets and scripts once for each version of the program.

    The mark is written last: a start that was cut off gathers them again.
    """
    from django.conf import settings
    from django.core.management import call_command

    from guankao.web.portal.vega import write_vega_script

    if settings.DEBUG:
        return
    settings.VENDOR_STATIC.mkdir(exist_ok=True)
    mark = settings.STATIC_ROOT / ".gathered"
    wanted = f"{__version__} {_newest_static_change()}"
    if mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
        return
    write_vega_script(settings.VENDOR_STATIC)
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(wanted, encoding="utf-8")


def _newest_static_change() -> int:
    """Changes on a source checkout count too, where the version stays for months."""
    folders = Path(__file__).resolve().parent.parent.glob("*/static")
    return max(
        (path.stat().st_mtime_ns for folder in folders for path in folder.rglob("*")), default=0
    )
