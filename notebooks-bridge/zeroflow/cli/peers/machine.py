"""What the figures depend on: the machine, and how fast its disk is at the moment."""

from __future__ import annotations

import contextlib
import os
import platform
import tempfile
import time
from pathlib import Path
from typing import Any

BLOCK = b"\0" * 8192


def about() -> dict[str, Any]:
    """Cores, kernel and how busy it is."""
    return {
        "cores": os.cpu_count(),
        "usable_cores": len(os.sched_getaffinity(0)),
        "platform": platform.platform(),
        "load_average": [round(load, 2) for load in os.getloadavg()],
    }


def flushes_per_second(folder: Path, seconds: float = 1.0) -> int:
    """How often 8 kB reach the disk one after the other, as the log of Postgres does at a commit."""
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        number = file.fileno()
        count, start = 0, time.perf_counter()
        while time.perf_counter() - start < seconds:
            os.pwrite(number, BLOCK, 0)
            os.fdatasync(number)
            count += 1
        return round(count / (time.perf_counter() - start))


def processes() -> tuple[dict[int, int], dict[int, str]]:
    """The parent and the name of every process."""
    parents, names = {}, {}
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if folder.name.isdigit():
                name, _, rest = (folder / "stat").read_text().partition("(")[2].rpartition(")")
                names[int(folder.name)], parents[int(folder.name)] = name, int(rest.split()[1])
    return parents, names


def pss_kilobytes(pid: int) -> int:
    """Memory of a process, with its part of what it shares with others; 0 if it has ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
