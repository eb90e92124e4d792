"""What the metadata bench makes of its legs."""

from __future__ import annotations

import os
from typing import Any

import pytest

from zeroflow.cli.peers import machine, metadata_report


def _leg(side: str, requests: int, seconds: float, **changes: Any) -> dict[str, Any]:
    leg = {
        "side": side, "operation": "log 500 keys", "clients": 20, "requests": requests, "seconds": seconds,
        "points": 500, "p50Millis": 4.0, "p99Millis": 9.0, "statements": 1.0, "answerBytes": 2,
        "refused": 0, "refusal": "",
    }  # fmt: skip
    return {**leg, **changes}


def test_a_rate_is_the_median_of_the_legs() -> None:
    """A slow moment of the machine in one round does not count."""
    legs = [_leg("zeroflow", n, 2.0) for n in (200, 20, 240)] + [_leg("mlflow", 20, 2.0)]
    made = metadata_report.figures(legs)["log 500 keys"]
    assert made["zeroflow"]["requests_per_second"] == 100.0
    assert made["zeroflow"]["requests_per_second_min"] == 10.0
    assert made["zeroflow"]["points_per_second"] == 50_000
    assert made["zeroflow"]["requests"] == 460
    assert made["mlflow"]["requests_per_second"] == 10.0
    assert made["ratio"] == 10.0


def test_operations_stay_in_their_order_and_apart() -> None:
    """Each is compared with itself alone."""
    legs = [
        _leg(side, requests, 1.0, operation=operation)
        for operation, side, requests in (
            ("search", "zeroflow", 8), ("search", "mlflow", 2),
            ("create", "zeroflow", 9), ("create", "mlflow", 3),
        )
    ]  # fmt: skip
    made = metadata_report.figures(legs)
    assert {name: it["ratio"] for name, it in made.items()} == {"search": 4.0, "create": 3.0}
    assert list(made) == ["search", "create"]


def test_what_is_cut_off_is_cut_off_with_all_below_it() -> None:
    """The database that both use is counted for neither."""
    parents = {2: 1, 3: 2, 4: 1, 5: 4, 6: 99}
    assert sorted(metadata_report.descendants(1, parents, {4})) == [1, 2, 3]
    assert sorted(metadata_report.descendants(1, parents, set())) == [1, 2, 3, 4, 5]


def test_this_process_has_a_parent_and_memory() -> None:
    """As the machine says."""
    parents, names = machine.processes()
    assert parents[os.getpid()] == os.getppid()
    assert names[os.getpid()]
    assert machine.pss_kilobytes(os.getpid()) > 1000
    assert machine.pss_kilobytes(2**22 + 1) == 0


def test_the_report_has_a_row_for_each_side(capsys: pytest.CaptureFixture[str]) -> None:
    """And says what one must know to believe it."""
    from zeroflow.cli.terminal import talk

    legs = [_leg("zeroflow", 200, 2.0), _leg("mlflow", 20, 2.0)]
    weights = {
        "zeroflow": {"processes": 1, "pss_megabytes": 400},
        "mlflow": {"processes": 6, "pss_megabytes": 900, "workers": 4},
    }
    report = {
        "operations": metadata_report.figures(legs),
        "systems": weights,
        "machine": {"usable_cores": 2, "load_average": [0.5, 0.4, 0.3]},
        "load_average_after": [2.5, 1.0, 0.5],
        "flushes_per_second": {"before": 1000, "after": 3000},
    }
    metadata_report.print_report(report, talk)
    said = capsys.readouterr()
    rows = [line.split() for line in said.out.splitlines() if line.startswith("log 500 keys")]
    assert [row[3:] for row in rows] == [
        ["zeroflow", "100", "50,000", "4", "9", "1", "10"],
        ["mlflow", "10", "5,000", "4", "9", "1"],
    ]
    assert "6 processes, 900 MB" in said.err
    assert "measure again" in said.err
