"""Whether somebody still waits for an attempt."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from zeroflow_python.attempts.caller import Caller
from zeroflow_python.contract.errors import TaskError

Ends = tuple[socket.socket, socket.socket]


@pytest.fixture
def ends() -> Iterator[Ends]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def code(caller: Caller) -> str:
    with pytest.raises(TaskError) as raised:
        caller.check()
    return raised.value.code


def test_a_caller_that_waits_is_no_error_in_any_number_of_threads(ends: Ends) -> None:
    caller = Caller(time.time() + 60, ends[0], threading.Event())

    def check_often(_: int) -> None:
        for _ in range(5_000):
            caller.check()

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(check_often, range(8))) == [None] * 8


def test_a_caller_that_closed_its_connection_has_gone(ends: Ends) -> None:
    ends[1].close()

    assert code(Caller(time.time() + 60, ends[0], threading.Event())) == "CALLER_GONE"


def test_a_deadline_passes_and_a_host_stops() -> None:
    stopped = threading.Event()
    waiting = Caller(time.time() + 60, None, stopped)
    waiting.check()
    stopped.set()

    assert code(waiting) == "HOST_STOPPED"
    assert code(Caller(time.time() - 1, None, stopped)) == "TIMED_OUT"
    assert 0 < waiting.millis_left() <= 60_001
