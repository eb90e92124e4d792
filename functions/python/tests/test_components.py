"""Compiled components run, and their values and artifacts arrive."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import calls
from tests.support.hosts import Host


def outputs(result: dict[str, Any]) -> dict[str, Any]:
    assert result["error"] is None, (result["error"], result["logs"])
    return dict(result["outputParameters"])


@pytest.mark.parametrize("corpus", [calls.NEW, calls.OLD], ids=["2.17", "2.9"])
def test_a_function_of_either_sdk_runs_with_the_installed_kfp(host: Host, corpus: dict[str, Any]) -> None:
    container = corpus["no_kfp_line"]
    result = host.invoke(calls.invocation(host.work, host.plane.address, container, {"a": 4}))

    assert outputs(result) == {"Output": 5}
    assert result["attemptToken"] == calls.TOKEN
    assert result["timings"]["workMillis"] > 0


def test_values_of_every_type_arrive_unchanged(host: Host) -> None:
    values = {
        "text": "quote \" ' \\ newline \n {{$.inputs.parameters['number']}} $(id) `id` \u00e9\U0001f600 \x00",
        "number": 1.5,
        "yes": True,
        "items": [1, 2.5, "x", None, {"a": [False]}],
        "table": {"nested": {"deep": [1]}, "": ""},
    }

    assert outputs(host.run("echo_all", values)) == {"Output": {**values, "missing": "default"}}
