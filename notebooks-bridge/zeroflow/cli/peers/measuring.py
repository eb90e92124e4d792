"""Measures systems side by side: in every repeat each does its work once, and another one begins."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from zeroflow.cli.peers.conversation import Answer, Broken
from zeroflow.cli.peers.systems import ZEROFLOW, Load

KINDS = ("chain", "fanout")


class Measured(Protocol):
    """A system that is ready to work."""

    def ask(self, kind: str, size: int) -> Answer:
        """Has one piece of work done."""
        ...

    def close(self) -> None:
        """Ends it."""
        ...


@dataclass(frozen=True)
class Sample:
    """One piece of work that ended with the right value."""

    system: str
    kind: str
    steps: int
    repeat: int
    wall_ms: float
    per_step_ms: float

    def as_json(self) -> dict[str, Any]:
        """For the report."""
        return asdict(self)


@dataclass(frozen=True)
class Measurement:
    """All samples in the order in which they were taken, and why a system has none or no more."""

    samples: list[Sample] = field(default_factory=list)
    broken: dict[str, str] = field(default_factory=dict)


def right_value(kind: str, size: int) -> int:
    """Steps add one: in a chain first to 0, side by side to 0, 1, 2 ..., whose results are added up."""
    return size if kind == "chain" else size * (size + 1) // 2


def rotated(names: Sequence[str], repeat: int) -> list[str]:
    """The order of a repeat, so that nobody always comes after the same other one."""
    first = repeat % len(names) if names else 0
    return [*names[first:], *names[:first]]


def measure(
    systems: Mapping[str, Measured],
    loads: Mapping[str, Load],
    progress: Callable[[str], None],
    kinds: Sequence[str] = KINDS,
) -> Measurement:
    """Warms up every system, then takes the samples of all, interleaved."""
    result = Measurement()
    for name, system in systems.items():
        for _ in range(loads[name].warm_ups):
            progress(f"Warming up {name}")
            _work(result, name, system, loads[name], None, kinds)
    repeats = max((loads[name].repeats for name in systems), default=0)
    for repeat in range(repeats):
        if ZEROFLOW in result.broken:
            break  # there is nothing to compare with
        for name in rotated(list(systems), repeat):
            if repeat < loads[name].repeats:
                progress(f"Repeat {repeat + 1} of {repeats}: {name}")
                _work(result, name, systems[name], loads[name], repeat, kinds)
    return result


def _work(
    result: Measurement, name: str, system: Measured, load: Load, repeat: int | None, kinds: Sequence[str]
) -> None:
    """One piece of work of each kind, kept unless it is for warming up; who broke once is not asked again."""
    for kind in kinds:
        if name in result.broken:
            return
        try:
            sample = _sample(name, system, kind, load.size(kind), repeat or 0)
        except Broken as e:
            result.broken[name] = str(e)
            if name != ZEROFLOW:  # the others keep their states in its Postgres
                system.close()  # it may still work, which would disturb the others
            return
        if repeat is not None:
            result.samples.append(sample)


def _sample(name: str, system: Measured, kind: str, size: int, repeat: int) -> Sample:
    answer = system.ask(kind, size)
    if answer.value != right_value(kind, size):
        raise Broken(f"`{kind} {size}` made {answer.value} and not {right_value(kind, size)}")
    return Sample(name, kind, size, repeat, answer.wall_ms, answer.wall_ms / size)
