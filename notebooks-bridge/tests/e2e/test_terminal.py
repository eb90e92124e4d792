"""A server in the foreground belongs to its terminal, and ends with it."""

from __future__ import annotations

import os
import pty
import select
import signal
from collections.abc import Callable

import pytest

from tests.e2e import tables
from tests.e2e.polling import until
from tests.e2e.servers import LAUNCHER, TestServer

CTRL_C = b"\x03"


class Terminal:
    """A pseudo-terminal in which a server was started, as its only user."""

    def __init__(self, server: TestServer) -> None:
        where = ["--data", str(server.data), "--port", str(server.port)]
        self.pid, self._end = pty.fork()
        if self.pid == 0:
            # What a shell in the background ignores, its children ignore too.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.execv(LAUNCHER, [str(LAUNCHER), "up", *where])
        self.shown = ""
        self.code: int | None = None
        self._is_open = True

    def read(self) -> str:
        """Everything shown until now."""
        while self._is_open and select.select([self._end], [], [], 0)[0]:
            try:
                self.shown += os.read(self._end, 65536).decode(errors="replace")
            except OSError:  # the other end is gone
                break
        return self.shown

    def press(self, keys: bytes) -> None:
        """Types."""
        os.write(self._end, keys)

    def close(self) -> None:
        """What a terminal does when its window is closed: the kernel tells its processes by SIGHUP."""
        self._is_open = False
        os.close(self._end)

    def has_ended(self) -> bool:
        """Whether the process has ended; ``code`` is its exit code then, or minus the signal.

        What it still says is read, as any terminal does: it would wait for ever to write it.
        """
        self.read()
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        self.code = os.waitstatus_to_exitcode(status) if pid else None
        return pid != 0


def close(terminal: Terminal) -> None:
    terminal.close()


def interrupt(terminal: Terminal) -> None:
    terminal.press(CTRL_C)


def terminate(terminal: Terminal) -> None:
    os.kill(terminal.pid, signal.SIGTERM)


@pytest.mark.parametrize("end", [close, interrupt, terminate])
def test_a_server_ends_with_all_of_its_processes(
    make_server: Callable[[str], TestServer], end: Callable[[Terminal], None]
) -> None:
    server = make_server("foreground")
    terminal = Terminal(server)
    until("the terminal shows where the server is", lambda: "Ready: " in terminal.read(), 60)
    assert f"http://127.0.0.1:{server.port}" in terminal.shown
    assert "/q/graphql-ui/" in terminal.shown
    server.json("demo", tables.WINE)
    assert [p for p in server.processes() if p.directory.startswith(f"{server.data}/functions")]
    end(terminal)
    until("the process of the terminal has ended", terminal.has_ended, 60)
    until("nothing of the server is left", lambda: not server.processes(), 60)
    assert terminal.code in (0, 129, 130, 143), terminal.shown
    if end is not close:
        assert "Exception" not in terminal.read()
    assert not (server.data / "server.json").exists()
