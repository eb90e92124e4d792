"""What an environment consists of, and the key under which it is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from zeroflow_python.components import versions
from zeroflow_python.components.pip_script import PipLine


@dataclass(frozen=True)
class Interpreter:
    """The Python that environments are made with, e.g. `3.11.7` and `/usr/bin/python3`."""

    version: str
    path: str


@dataclass(frozen=True)
class Plan:
    """`lines` are installed on top of the interpreter's own packages; none means the interpreter as it is."""

    key: str
    lines: tuple[PipLine, ...]


@dataclass(frozen=True)
class Environment:
    """An environment that is ready; `folder` is None for the interpreter as it is."""

    key: str
    python: str
    folder: str | None


def plan(
    lines: tuple[PipLine, ...], interpreter: Interpreter, installed: Callable[[str], str | None]
) -> Plan:
    """Leaves out lines that the interpreter's own packages satisfy; `installed` gives a project's version."""
    wanted = tuple(dict.fromkeys(_normal(line) for line in lines if not _satisfied(line, installed)))
    return Plan(_key(wanted, interpreter), wanted)


def _key(lines: tuple[PipLine, ...], interpreter: Interpreter) -> str:
    content = [
        [interpreter.version, interpreter.path],
        [[list(line.requirements), sorted(line.switches), list(line.options)] for line in lines],
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _normal(line: PipLine) -> PipLine:
    return PipLine(tuple(sorted({_spelled(each) for each in line.requirements})), line.switches, line.options)


def _spelled(requirement: str) -> str:
    text = requirement.strip()
    found = versions.parse(text)
    if not found or ";" in text:
        return text
    return found.name + ",".join(sorted(sign + ".".join(map(str, wanted)) for sign, wanted in found.clauses))


def _satisfied(line: PipLine, installed: Callable[[str], str | None]) -> bool:
    if line.switches & {"--upgrade", "--pre"}:
        return False
    for text in line.requirements:
        wanted = versions.parse(text)
        if not wanted or not versions.satisfied(wanted, installed(wanted.name)):
            return False
    return True
