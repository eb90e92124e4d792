"""Servers for the tests: one that most of them share, and as many of their own as they ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.e2e.servers import TestServer, new_server, zeroflow
from zeroflow.cli import checkout
from zeroflow.cli.terminal import talk

SHORT_IDLE = "-Dzeroflow.functions.idle-window=6S"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder starts servers."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def built() -> None:
    """Jars that are newer than their sources, and a launcher that has prepared itself."""
    checkout.build_if_needed(talk)
    assert zeroflow("--help", seconds=600).returncode == 0


@pytest.fixture(scope="session")
def server(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestServer]:
    """The server that tests share: they look only at what they made themselves, and leave it running."""
    with new_server(tmp_path_factory.mktemp("shared") / "data", SHORT_IDLE) as shared:
        shared.up()
        yield shared


@pytest.fixture
def make_server(built: None, tmp_path: Path) -> Iterator[Callable[[str], TestServer]]:
    """Makes servers of the test's own, by name; they are not started."""
    with ExitStack() as stack:
        yield lambda name: stack.enter_context(new_server(tmp_path / name, SHORT_IDLE))
