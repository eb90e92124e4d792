"""A few transfers at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

THREADS = 4

T = TypeVar("T")
R = TypeVar("R")


def each(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """Results in the order of the items. The first error ends it; what has not begun is left."""
    if len(items) < 2:
        return [work(item) for item in items]
    from concurrent.futures import ThreadPoolExecutor  # slow to import, and most steps move one file

    with ThreadPoolExecutor(THREADS) as threads:
        futures = [threads.submit(work, item) for item in items]
        try:
            return [future.result() for future in futures]
        finally:
            for future in futures:
                future.cancel()
