"""Which processes belong to a server's data directory, as the kernel tells."""

from __future__ import annotations

import contextlib
import os
import signal
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Process:
    """A live process: its command line, where it works, and who started it."""

    pid: int
    command: str
    directory: str


def of_data(data: Path) -> list[Process]:
    """Server, Postgres, watchdog and functions of a data directory; zombies are gone already."""
    return [p for p in _all() if _names(p.command, data) or _lies_in(p.directory, data)]


def functions_of(data: Path) -> list[Process]:
    """Function processes of a data directory."""
    return [p for p in _all() if _lies_in(p.directory, data / "functions")]


def children_of(pid: int) -> list[int]:
    """Processes that a process has started."""
    found: list[int] = []
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found.extend(int(child) for child in tasks.read_text().split())
    return found


def kill(processes: list[Process]) -> None:
    """SIGKILL to each."""
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)


def listening(pids: set[int]) -> set[str]:
    """Addresses, in the kernel's hexadecimal form, on which any of the processes accepts TCP connections."""
    inodes = {inode for pid in pids for inode in _sockets(pid)}
    found: set[str] = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[9] in inodes:
                found.add(fields[1].rpartition(":")[0])
    return found


def resident_megabytes(pid: int) -> int:
    """Memory that a process holds now."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) // 1024
    raise AssertionError(f"process {pid} has no memory")


def _all() -> list[Process]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            with contextlib.suppress(OSError):
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                if command:
                    found.append(Process(int(entry.name), command, os.readlink(entry / "cwd")))
    return found


def _names(command: str, data: Path) -> bool:
    """Whether the data directory, and not only the beginning of its name, stands in the command line."""
    return any(f"{data}{end}" in command for end in (" ", "/"))


def _lies_in(directory: str, data: Path) -> bool:
    return Path(directory).is_relative_to(data)


def _sockets(pid: int) -> set[str]:
    found = set()
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            target = os.readlink(handle)
            if target.startswith("socket:["):
                found.add(target[8:-1])
    return found


def environment_of(pid: int) -> bytes:
    """What a process was given as environment."""
    return Path(f"/proc/{pid}/environ").read_bytes()
