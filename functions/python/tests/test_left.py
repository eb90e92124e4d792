"""Folders of ended steps vanish at once and are removed later."""

from __future__ import annotations

import threading
from pathlib import Path

from tests.support.hosts import until
from zeroflow_python.attempts import left
from zeroflow_python.attempts.left import LeftFolders
from zeroflow_python.attempts.root import remove_content


def folder(path: Path) -> Path:
    (path / "below").mkdir(parents=True)
    (path / "below" / "file").write_text("x")
    return path


def test_a_folder_vanishes_at_once_and_is_removed_later(tmp_path: Path) -> None:
    go = threading.Event()

    def remove(path: Path) -> None:
        go.wait(10)
        remove_content(path)

    folders = LeftFolders(tmp_path / "left", remove)
    made = folder(tmp_path / "step")

    assert folders.take(made)
    assert not made.exists()
    assert len(list((tmp_path / "left").iterdir())) == 1
    go.set()
    until(lambda: not list((tmp_path / "left").iterdir()))


def test_what_a_host_left_is_removed_by_the_next(tmp_path: Path) -> None:
    folder(tmp_path / "left" / "123-0")
    LeftFolders(tmp_path / "left", remove_content)
    until(lambda: not list((tmp_path / "left").iterdir()))


def test_too_many_are_left_to_the_caller(tmp_path: Path) -> None:
    stuck = threading.Event()

    def remove(path: Path) -> None:
        stuck.wait(10)

    folders = LeftFolders(tmp_path / "left", remove)
    taken = [folders.take(folder(tmp_path / str(n))) for n in range(left.MAX_WAITING + 2)]

    assert taken.count(False) in (1, 2)  # one may be with the thread already
    assert (tmp_path / str(left.MAX_WAITING + 1)).exists()
    stuck.set()


def test_a_folder_that_cannot_be_moved_is_left_to_the_caller(tmp_path: Path) -> None:
    assert not LeftFolders(tmp_path / "left", remove_content).take(tmp_path / "missing")
