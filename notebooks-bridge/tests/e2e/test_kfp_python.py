"""Pipelines of Python components: compiled and started by the unmodified SDK, their outputs checked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.e2e import kfp_sdk, package_index
from tests.e2e.kfp_sdk import SeenRun
from tests.e2e.package_index import Index
from tests.e2e.servers import TestServer

MODULES = ("parameters", "artifacts", "conditions", "loops", "exits", "policies", "packages", "commands", "failing")
IMPORTED = b"5\n6\n"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    [sdk] = kfp_sdk.python().parents[1].glob("lib/python*/site-packages")
    with package_index.serving(tmp_path_factory.mktemp("index"), sdk) as serving:
        yield serving


@pytest.fixture(scope="module")
def runs(server: TestServer, index: Index, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, SeenRun]:
    """All runs, ended, by the names of their cases."""
    folder = tmp_path_factory.mktemp("cases")
    imported = server.put("kfp/imported.txt", IMPORTED)
    words = ("-m", "tests.e2e.kfp_runs", "ADDRESS", str(folder), imported, *MODULES)
    started = kfp_sdk.program(server, folder, *words, TINY_INDEX=index.address)
    return {name: SeenRun.of(server, run) for name, run in started.items()}


def test_dump(runs):
    import json
    Path("/tmp/h/e-dump.json").write_text(json.dumps({k: v.json for k, v in runs.items()}, indent=1))
    for k, v in runs.items():
        print(k, v.state, (v.json["error"] or {}))
        for t in v.json["tasks"]:
            if t["error"] : print("      ", t["id"], t["error"])
