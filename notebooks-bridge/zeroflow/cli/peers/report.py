"""What the samples say: medians per step and ratios to Zeroflow, as JSON and as a table."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from zeroflow.cli.peers.measuring import KINDS, Sample
from zeroflow.cli.peers.systems import ZEROFLOW
from zeroflow.cli.terminal import show

# A disk that became this much faster or slower meanwhile says that the figures are not worth comparing.
RESTLESS = 2.0


def figures(samples: Sequence[Sample], system: str) -> dict[str, Any]:
    """Medians, extremes and ratios to Zeroflow of one system, for each kind of work that it did."""
    return {kind: _figure(samples, system, kind) for kind in KINDS if _costs(samples, system, kind)}


def _figure(samples: Sequence[Sample], system: str, kind: str) -> dict[str, Any]:
    costs, ours = _costs(samples, system, kind), _costs(samples, ZEROFLOW, kind)
    median = statistics.median(costs)
    return {
        "per_step_ms": round(median, 3),
        "per_step_ms_min": round(min(costs), 3),
        "per_step_ms_max": round(max(costs), 3),
        "samples": len(costs),
        "ratio_to_zeroflow": round(median / statistics.median(ours), 2) if ours else None,
    }


def _costs(samples: Sequence[Sample], system: str, kind: str) -> list[float]:
    return [sample.per_step_ms for sample in samples if (sample.system, sample.kind) == (system, kind)]


def is_restless(flushes: dict[str, int]) -> bool:
    """Whether the disk changed too much between the begin and the end."""
    slow, fast = sorted(flushes.values())
    return fast > RESTLESS * slow


def print_report(report: dict[str, Any], console: Console) -> None:
    """The table for people on standard output; what one must know to read it on the console."""
    table = Table("System", "Chain", "Ratio", "Fan-out", "Ratio", "Steps", "Repeats")
    for system in report["systems"].values():
        chain, fan_out = system.get("chain"), system.get("fanout")
        size, times = f"{system['steps']} / {system['width']}", str((chain or fan_out)["samples"])
        table.add_row(system["title"], *_cells(chain), *_cells(fan_out), size, times)
    show(table)
    console.print("Milliseconds a step, medians, and how many times as long as Zeroflow's.")
    for system in report["systems"].values():
        console.print(_about(system))
    for name, reason in report["skipped"].items():
        console.print(f"Skipped {name}: {reason}", markup=False)
    flushes = report["flushes_per_second"]
    console.print(
        f"{report['machine']['usable_cores']} cores; flushes of 8 kB a second: {flushes['before']} before, "
        f"{flushes['after']} after."
    )
    if is_restless(flushes):
        console.print("The disk changed too much for a comparison: measure again.")


def _cells(figure: dict[str, Any] | None) -> tuple[str, str]:
    if figure is None:
        return "-", "-"
    ratio = figure["ratio_to_zeroflow"]
    return _short(figure["per_step_ms"]), "-" if ratio is None else f"{ratio:.3g}"


def _about(system: dict[str, Any]) -> str:
    spread = ", ".join(
        f"{kind} {_short(system[kind]['per_step_ms_min'])} to {_short(system[kind]['per_step_ms_max'])} ms"
        for kind in KINDS
        if kind in system
    )
    return f"{system['title']} {system['version']} on {system['storage']} ({spread}): {system['each_step']}."


def _short(milliseconds: float) -> str:
    return f"{milliseconds:.0f}" if milliseconds >= 100 else f"{milliseconds:.3g}"
