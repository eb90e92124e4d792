"""What the legs of the metadata bench say: rates, waits and ratios, as JSON and as a table."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from zeroflow.cli.peers.report import is_restless
from zeroflow.cli.terminal import show

OURS, THEIRS = "zeroflow", "mlflow"

Leg = Mapping[str, Any]


def figures(legs: Sequence[Leg]) -> dict[str, dict[str, Any]]:
    """For each operation both sides, and how many times as many requests a second ours answers."""
    return {name: _operation([leg for leg in legs if leg["operation"] == name]) for name in _names(legs)}


def _names(legs: Sequence[Leg]) -> list[str]:
    return list(dict.fromkeys(str(leg["operation"]) for leg in legs))


def _operation(legs: Sequence[Leg]) -> dict[str, Any]:
    sides = {side: _side([leg for leg in legs if leg["side"] == side]) for side in (OURS, THEIRS)}
    theirs = sides[THEIRS]["requests_per_second"]
    return {**sides, "ratio": round(sides[OURS]["requests_per_second"] / theirs, 1) if theirs else None}


def _side(legs: Sequence[Leg]) -> dict[str, Any]:
    """Medians of the legs; with two of them the mean."""
    rates = [leg["requests"] / leg["seconds"] for leg in legs]
    rate = statistics.median(rates)
    return {
        "requests": sum(leg["requests"] for leg in legs),
        "refused": sum(leg["refused"] for leg in legs),
        "requests_per_second": round(rate, 2),
        "requests_per_second_min": round(min(rates), 2),
        "requests_per_second_max": round(max(rates), 2),
        "points_per_second": round(rate * legs[0]["points"]),
        "p50_ms": round(statistics.median(leg["p50Millis"] for leg in legs), 2),
        "p99_ms": round(statistics.median(leg["p99Millis"] for leg in legs), 2),
        "statements": round(statistics.median(leg["statements"] for leg in legs), 2),
    }


def descendants(root: int, parents: Mapping[int, int], cut: set[int]) -> list[int]:
    """A process and all below it, but for those that are cut off with all below them."""
    tree = [root]
    for pid in tree:
        tree += [child for child, parent in parents.items() if parent == pid and child not in cut]
    return tree


def print_report(report: Mapping[str, Any], console: Console) -> None:
    """The table for people on standard output; what one must know to read it on the console."""
    table = Table("Operation", "Side", "Requests/s", "Points/s", "p50 ms", "p99 ms", "Statements", "Ratio")
    for name, operation in report["operations"].items():
        for side in (OURS, THEIRS):
            ratio = f"{operation['ratio']:.3g}" if side == OURS and operation["ratio"] else ""
            table.add_row(name, side, *_cells(operation[side]), ratio)
    show(table)
    for name, operation in report["operations"].items():
        if refused := operation[THEIRS]["refused"]:
            console.print(f"{THEIRS} has refused {refused} requests of `{name}`, which do not count.")
    for side, weight in report["systems"].items():
        workers = f" ({weight['workers']} workers)" if "workers" in weight else ""
        console.print(f"{side}{workers}: {weight['processes']} processes, {weight['pss_megabytes']} MB.")
    flushes = report["flushes_per_second"]
    console.print(
        f"{report['machine']['usable_cores']} cores, load {report['machine']['load_average'][0]} before and "
        f"{report['load_average_after'][0]} after; flushes of 8 kB a second: {flushes['before']} before, "
        f"{flushes['after']} after."
    )
    if is_restless(flushes):
        console.print("The disk changed too much for a comparison: measure again.")


def _cells(side: Mapping[str, Any]) -> list[str]:
    points = f"{side['points_per_second']:,}" if side["points_per_second"] else "-"
    waits = [f"{side[name]:.3g}" for name in ("p50_ms", "p99_ms", "statements")]
    return [f"{side['requests_per_second']:.4g}", points, *waits]
