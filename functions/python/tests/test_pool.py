"""Few zygotes live at a time, and one that is in use is never taken away."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.hosts import alive, until
from zeroflow_python.environments.plan import Environment
from zeroflow_python.zygotes.pool import MAX_ZYGOTES, ZygotePool


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[ZygotePool]:
    made = ZygotePool(tmp_path / "zygotes", {"PATH": os.defpath}, idle=300)
    yield made
    made.close()


def environment(number: int) -> Environment:
    return Environment(f"key-{number}", sys.executable, None)


def lease(pool: ZygotePool, number: int, warm: bool = True) -> int:
    """Uses a zygote for a moment and returns its process id."""
    with pool.lease(environment(number), warm, lambda: None) as zygote:
        return zygote.pid


def test_a_zygote_serves_its_environment_again(pool: ZygotePool) -> None:
    assert lease(pool, 1) == lease(pool, 1)
    assert len({lease(pool, 1), lease(pool, 1, warm=False), lease(pool, 2)}) == 3


def test_the_one_that_was_unused_for_longest_makes_room(pool: ZygotePool) -> None:
    pids = [lease(pool, number) for number in range(MAX_ZYGOTES)]
    lease(pool, 0)
    lease(pool, MAX_ZYGOTES)

    assert [alive(pid) for pid in pids] == [True, False, *[True] * (MAX_ZYGOTES - 2)]


def test_while_all_are_in_use_a_caller_waits_and_may_give_up(pool: ZygotePool) -> None:
    got: list[int] = []
    with ExitStack() as used:
        for number in range(MAX_ZYGOTES):
            used.enter_context(pool.lease(environment(number), True, lambda: None))
        with pytest.raises(InterruptedError), pool.lease(environment(100), True, give_up):
            pass
        waiting = threading.Thread(target=lambda: got.append(lease(pool, 101)))
        waiting.start()
        assert not got
    waiting.join(10)
    assert len(got) == 1


def give_up() -> None:
    raise InterruptedError


def test_a_dead_zygote_is_replaced(pool: ZygotePool) -> None:
    first = lease(pool, 1)
    os.kill(first, 9)
    until(lambda: not alive(first))

    assert lease(pool, 1) != first


def test_nothing_is_left_when_the_pool_is_closed(pool: ZygotePool, tmp_path: Path) -> None:
    pids = [lease(pool, number) for number in range(2)]
    pool.close()

    assert not any(alive(pid) for pid in pids)
    assert list((tmp_path / "zygotes").iterdir()) == []
