"""Whether an installed version satisfies a requirement, for the plain cases; all others count as open."""

from __future__ import annotations

import operator
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*([^;]*?)\s*(?:;\s*(.*))?")
_CLAUSE = re.compile(r"\s*(==|!=|>=|<=|>|<|~=)\s*(\d+(?:\.\d+)*)\s*")
_RELEASE = re.compile(r"\d+(?:\.\d+)*")
_MARKER = re.compile(r"\s*python_version\s*(==|!=|>=|<=|>|<)\s*([\"'])(\d+(?:\.\d+)*)\2\s*")
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


@dataclass(frozen=True)
class Requirement:
    """A project in its normal spelling, and clauses such as `("<", (2, 0))` that all must hold."""

    name: str
    clauses: tuple[tuple[str, tuple[int, ...]], ...]
    applies: bool


@lru_cache(maxsize=4_096)
def parse(text: str) -> Requirement | None:
    """The requirement, or None if it is not plain: extras, addresses, other markers, odd versions."""
    found = _REQUIREMENT.fullmatch(text)
    if not found:
        return None
    name, versions, marker = found.groups()
    clauses = [_CLAUSE.fullmatch(clause) for clause in versions.split(",")] if versions else []
    applies = _applies(marker)
    if applies is None or not all(clauses):
        return None
    pairs = tuple((clause.group(1), _numbers(clause.group(2))) for clause in clauses if clause)
    return Requirement(normal_name(name), pairs, applies)


def satisfied(requirement: Requirement, installed: str | None) -> bool:
    """Whether the installed version (None: not installed) is good enough."""
    if not requirement.applies:
        return True
    if installed is None or not requirement.clauses:
        return installed is not None
    if not _RELEASE.fullmatch(installed):
        return False
    return all(_holds(_numbers(installed), sign, wanted) for sign, wanted in requirement.clauses)


def normal_name(name: str) -> str:
    """The spelling in which two names of the same project are equal."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _applies(marker: str | None) -> bool | None:
    if not marker:
        return True
    found = _MARKER.fullmatch(marker)
    if not found:
        return None
    return _holds(tuple(sys.version_info[:2]), found.group(1), _numbers(found.group(3)))


def _holds(version: tuple[int, ...], sign: str, wanted: tuple[int, ...]) -> bool:
    if sign == "~=":
        return _holds(version, ">=", wanted) and version[: len(wanted) - 1] == wanted[:-1]
    length = max(len(version), len(wanted))
    return _COMPARE[sign](_padded(version, length), _padded(wanted, length))


def _padded(version: tuple[int, ...], length: int) -> tuple[int, ...]:
    return version + (0,) * (length - len(version))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))
