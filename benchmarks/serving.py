"""Start a server as its own process, wait until it answers, weigh it, stop it."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
STARTING_MAY_TAKE = 60
STOPPING_MAY_TAKE = 10


class NotServing(RuntimeError):
    """A server that ended or never answered."""


@dataclass(frozen=True)
class Server:
    """A server that answers on the port."""

    port: int
    process: subprocess.Popen[bytes]

    def memory(self) -> float:
        """Megabytes of the server and its workers; what they share counts once (PSS)."""
        return sum(_proportional_set_size(one) for one in _family(self.process.pid)) / 1024

    def processor_seconds(self) -> float:
        """What the server and its workers have taken of the processor so far."""
        return sum(_processor_seconds(one) for one in _family(self.process.pid))


@contextmanager
def serving(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    log: Path,
    port: int,
    path: str,
) -> Iterator[Server]:
    """Run the command until the block ends; the block starts when `path` answers 200."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            # A session of its own: its workers end with it, and Ctrl+C reaches only us.
            start_new_session=True,
        )
    try:
        _wait_until_it_answers(process, port, path, log)
        yield Server(port, process)
    except Exception:
        # The log goes away with the data directory, and says more than a status.
        print(_last_lines(log), file=sys.stderr)
        raise
    finally:
        _stop(process)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_it_answers(
    process: subprocess.Popen[bytes], port: int, path: str, log: Path
) -> None:
    answer = "nothing"
    end = time.monotonic() + STARTING_MAY_TAKE
    while time.monotonic() < end and process.poll() is None:
        try:
            connection = http.client.HTTPConnection(HOST, port, timeout=STARTING_MAY_TAKE)
            connection.request("GET", path)
            answer = str(connection.getresponse().status)
            connection.close()
        except OSError:
            time.sleep(0.1)
            continue
        if answer == "200":
            return
        break
    raise NotServing(f"The server answered {answer} at {path}.")


def _last_lines(log: Path) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-30:])


def _stop(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            break
        try:
            process.wait(STOPPING_MAY_TAKE)
        except subprocess.TimeoutExpired:
            continue
        break


def _family(ancestor: int) -> Iterator[int]:
    """The process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            # The name in brackets may hold spaces; the parent is the second field after it.
            fields = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(folder.name))
    waiting = [ancestor]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += children.get(one, [])


def _processor_seconds(process: int) -> float:
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    # In user mode and in the kernel, in ticks of the clock: the 14th and 15th field of all.
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _proportional_set_size(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
