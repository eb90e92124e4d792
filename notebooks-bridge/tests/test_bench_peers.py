"""The comparison with other systems: how it talks to them, what it counts, and what it makes of the samples.

The systems are fakes that speak the line protocol in processes of their own.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from zeroflow.cli import peers
from zeroflow.cli.failure import Failure
from zeroflow.cli.peers import environments, measuring, ours, report, systems, with_sdk
from zeroflow.cli.peers.conversation import Answer, Broken, Conversation
from zeroflow.cli.peers.measuring import Sample
from zeroflow.cli.peers.systems import Load, Peer

BRIDGE = Path(__file__).resolve().parents[1]

# What a peer's program looks like; libraries print, too.
GOOD = """
import os, sys
from bench_peers import protocol
from bench_peers.protocol import Done
answers = protocol.private_output()
print("a banner")
os.system("echo a banner of a child")
workloads = {"chain": lambda n: Done(n), "fanout": lambda n: Done(sum(range(n + 1)))}
protocol.serve(answers, {"version": "1.2", "storage": "memory", "postgres": None}, workloads)
"""

# Zeroflow's side of the protocol, written from its description alone.
ZEROFLOW = """
import json, os, sys
own = "postgresql://u:p@127.0.0.1:1/d"
print(json.dumps({"database": os.environ.get("ZEROFLOW_BENCH_DATABASE", own)}), flush=True)
for line in sys.stdin:
    kind, size = line.split()
    value = int(size) if kind == "chain" else int(size) * (int(size) + 1) // 2
    print(json.dumps({"kind": kind, "steps": int(size), "perStepMillis": 1.0, "wallMillis": float(size),
                      "value": value}), flush=True)
"""

Start = Callable[[str], Conversation]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a program, and ends it after the test."""
    started: list[Conversation] = []

    def begin(program: str) -> Conversation:
        environment = {**os.environ, "PYTHONPATH": str(BRIDGE)}
        command = [sys.executable, "-c", program]
        started.append(Conversation(command, tmp_path / "log", environment, tmp_path))
        return started[-1]

    yield begin
    for conversation in started:
        conversation.close(5)


def test_a_system_says_what_it_is_and_does_what_it_is_asked(start: Start) -> None:
    system = start(GOOD)
    assert system.introduction() == {"version": "1.2", "storage": "memory", "postgres": None}
    assert system.ask("chain", 7).value == 7
    assert system.ask("fanout", 4).value == 10
    assert system.ask("chain", 1).wall_ms > 0


def test_what_libraries_print_goes_to_the_log(start: Start, tmp_path: Path) -> None:
    system = start(GOOD)
    system.introduction()
    system.close()
    assert set((tmp_path / "log").read_text().splitlines()) == {"a banner", "a banner of a child"}


def test_the_end_of_the_work_is_what_counts_and_not_the_end_of_the_call(start: Start) -> None:
    system = start(
        """
import sys, time
from bench_peers import protocol
from bench_peers.protocol import Done
def work(size):
    return Done(size, at=time.perf_counter() + 1000)
protocol.serve(protocol.private_output(), {}, {"chain": work})
"""
    )
    system.introduction()
    assert system.ask("chain", 1).wall_ms > 1_000_000


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("raise ImportError('no such driver')", "it ended: ImportError: no such driver"),
        ("", "it ended: without a word"),
        ("print('hello', flush=True); input()", "it said 'hello', which is no JSON object"),
        ("print('[1]', flush=True); input()", "which is no JSON object"),
    ],
)
def test_a_system_that_does_not_start_is_told_in_its_own_words(
    start: Start, program: str, reason: str
) -> None:
    with pytest.raises(Broken) as broken:
        start(program).introduction()
    assert reason in str(broken.value)


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "fanout", "wallMillis": 1.0, "value": 3},
        {"kind": "chain", "wallMillis": 0, "value": 3},
        {"kind": "chain", "wallMillis": float("nan"), "value": 3},
        {"kind": "chain", "value": 3},
        {"kind": "chain", "wallMillis": 1.0, "value": None},
    ],
)
def test_an_answer_must_be_one(start: Start, said: dict[str, Any]) -> None:
    lines = [json.dumps({}), json.dumps(said)]
    system = start(
        f"import sys\nprint({lines[0]!r}, flush=True)\ninput()\nprint({lines[1]!r}, flush=True)\ninput()"
    )
    system.introduction()
    with pytest.raises(Broken, match="is not one"):
        system.ask("chain", 3)


def test_a_system_that_says_nothing_is_not_waited_for_without_end(start: Start) -> None:
    system = start("import sys; sys.stdin.read()")
    with pytest.raises(Broken, match="no answer within"):
        system.introduction(limit_seconds=0.05)


def test_a_command_that_does_not_exist_is_a_reason(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="/no/such/java cannot be run"):
        Conversation(["/no/such/java"], tmp_path / "log", {}, tmp_path)


@pytest.mark.parametrize(
    "ends", ["sys.stdin.read()", "signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.pause()"]
)
def test_whatever_a_system_started_ends_with_it(start: Start, tmp_path: Path, ends: str) -> None:
    """The pipe comes to its end only when nobody has it open for writing any more."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    child = f"import signal; held = open({str(pipe)!r}, 'w'); signal.pause()"
    system = start(
        f"""
import json, signal, subprocess, sys
subprocess.Popen([sys.executable, "-c", {child!r}])
print(json.dumps({{}}), flush=True)
{ends}
"""
    )
    system.introduction()
    with pipe.open() as end:
        system.close(0.2)
        assert end.read() == ""
    system.close()


class Machine:
    """A system in memory, which writes into a diary what it is asked."""

    def __init__(self, name: str, diary: list[str], wrong_at: int = -1, cost_ms: float = 1.0) -> None:
        self.name, self.diary, self.wrong_at, self.cost_ms = name, diary, wrong_at, cost_ms
        self.asked = 0
        self.closed = False

    def ask(self, kind: str, size: int) -> Answer:
        self.diary.append(f"{self.name} {kind} {size}")
        self.asked += 1
        right = measuring.right_value(kind, size)
        return Answer(self.cost_ms * size, right - 1 if self.asked == self.wrong_at else right)

    def close(self) -> None:
        self.closed = True


def nothing(_: str) -> None:
    """Shows no progress."""


def test_every_repeat_begins_with_another_system() -> None:
    diary: list[str] = []
    names = ["a", "b", "c"]
    result = measuring.measure(
        {name: Machine(name, diary) for name in names},
        dict.fromkeys(names, Load(2, 3, repeats=4, warm_ups=0)),
        nothing,
    )
    assert [line[0] for line in diary if "chain" in line] == [*"abc", *"bca", *"cab", *"abc"]
    assert diary[:2] == ["a chain 2", "a fanout 3"]
    assert len(result.samples) == 4 * 3 * 2
    assert measuring.rotated([], 3) == []


def test_warming_up_is_work_that_does_not_count() -> None:
    diary: list[str] = []
    loads = {"a": Load(5, 6, repeats=1, warm_ups=2), "slow": Load(5, 6, repeats=9).at_most(2, repeats=1)}
    result = measuring.measure({name: Machine(name, diary) for name in loads}, loads, nothing)
    assert diary[:6] == ["a chain 5", "a fanout 6"] * 2 + ["slow chain 2", "slow fanout 2"]
    assert [(s.system, s.kind, s.steps) for s in result.samples] == [
        ("a", "chain", 5),
        ("a", "fanout", 6),
        ("slow", "chain", 2),
        ("slow", "fanout", 2),
    ]


def test_only_the_wanted_kind_of_work_is_done() -> None:
    diary: list[str] = []
    load = Load(2, 0, repeats=2, warm_ups=1)
    result = measuring.measure({"a": Machine("a", diary)}, {"a": load}, nothing, ("chain",))
    assert diary == ["a chain 2"] * 3
    assert {sample.kind for sample in result.samples} == {"chain"}


def test_the_local_runner_does_less_and_less_often() -> None:
    ours_first, *others = with_sdk.legs(repeats=9, steps=20, local_steps=2)
    assert (ours_first.name, ours_first.load.steps, ours_first.load.repeats) == ("zeroflow", 20, 9)
    assert [(leg.load.steps, leg.load.repeats) for leg in others] == [(2, 3), (2, 1)]
    assert {leg.load.repeats for leg in with_sdk.legs(1, 20, 2)} == {1}


def test_environments_are_counted_without_what_lies_beside_them(tmp_path: Path) -> None:
    folder = tmp_path / "environments"
    assert with_sdk.environments_in(folder) == 0
    (folder / "abc" / "bin").mkdir(parents=True)
    (folder / "abc" / "bin" / "python").touch()
    (folder / "abc.lock").touch()
    (folder / ".cache").mkdir()
    assert with_sdk.environments_in(folder) == 1


def test_a_wrong_value_counts_for_nothing_and_ends_the_system() -> None:
    diary: list[str] = []
    cheat = Machine("cheat", diary, wrong_at=3)
    loads = dict.fromkeys(["cheat", "honest"], Load(4, 4, repeats=3, warm_ups=0))
    result = measuring.measure({"cheat": cheat, "honest": Machine("honest", diary)}, loads, nothing)
    assert result.broken == {"cheat": "`chain 4` made 3 and not 4"}
    assert cheat.closed
    assert diary.count("cheat chain 4") == 2
    assert [s.repeat for s in result.samples if s.system == "cheat"] == [0, 0]
    assert sum(s.system == "honest" for s in result.samples) == 6


def test_a_system_that_breaks_while_it_warms_up_is_not_measured() -> None:
    broken = Machine("a", [], wrong_at=1)
    result = measuring.measure({"a": broken}, {"a": Load(1, 1, repeats=2)}, nothing)
    assert (result.samples, list(result.broken), broken.asked) == ([], ["a"], 1)


def samples(system: str, kind: str, *costs: float) -> list[Sample]:
    return [Sample(system, kind, 10, i, cost * 10, cost) for i, cost in enumerate(costs)]


def test_medians_are_compared_and_not_means() -> None:
    taken = [*samples("zeroflow", "chain", 2.0, 2.0, 50.0), *samples("dbos", "chain", 1.0, 3.0, 5.0, 900.0)]
    assert report.figures(taken, "dbos") == {
        "chain": {
            "per_step_ms": 4.0,
            "per_step_ms_min": 1.0,
            "per_step_ms_max": 900.0,
            "samples": 4,
            "ratio_to_zeroflow": 2.0,
        }
    }
    assert report.figures(taken, "zeroflow")["chain"]["ratio_to_zeroflow"] == 1.0


def test_without_zeroflow_there_is_no_ratio() -> None:
    taken = [*samples("zeroflow", "fanout", 1.0), *samples("dbos", "chain", 1.0)]
    assert report.figures(taken, "dbos")["chain"]["ratio_to_zeroflow"] is None


@pytest.mark.parametrize(
    ("after", "restless"), [(100, False), (199, False), (201, True), (49, True), (0, True)]
)
def test_a_disk_that_changed_too_much_is_told(after: int, restless: bool) -> None:
    assert report.is_restless({"before": 100, "after": after}) is restless


def test_slow_systems_do_less_and_the_others_all_the_same() -> None:
    loads = systems.loads(Load(40, 100, 5), kfp_steps=4, dagster_steps=10)
    assert (loads["kfp"].steps, loads["kfp"].width, loads["kfp"].repeats) == (4, 4, 1)
    assert (loads["dagster"].steps, loads["dagster"].width, loads["dagster"].repeats) == (10, 10, 5)
    assert loads["zeroflow"] == loads["dbos"] == loads["prefect"] == Load(40, 100, 5)
    assert systems.loads(Load(2, 3, 5), 4, 10)["kfp"].width == 3
    slowest = loads["kfp-venv"]
    assert (slowest.steps, slowest.width, slowest.repeats, slowest.warm_ups) == (2, 2, 1, 0)


def test_every_peer_has_its_program_and_pinned_packages() -> None:
    for peer in systems.PEERS:
        assert (BRIDGE / "bench_peers" / f"{peer.module}.py").exists()
        pinned = (BRIDGE / "bench_peers" / "requirements" / f"{peer.requirements}.txt").read_text()
        packages = [line for line in pinned.splitlines() if line[:1].isalnum()]
        assert packages
        assert all("==" in line for line in packages)
        assert pinned.count("--hash=sha256:") >= len(packages)


QUIET = Console(quiet=True)


def test_an_environment_is_made_once_for_the_same_requirements(tmp_path: Path) -> None:
    requirements = tmp_path / "none.txt"
    requirements.write_text("# nothing\n")
    python = environments.python_of("none", requirements, tmp_path / "environments", QUIET)
    mark = python.parent / "mark"
    mark.touch()
    assert environments.python_of("none", requirements, tmp_path / "environments", QUIET) == python
    assert mark.exists()
    requirements.write_text("./no-such-package.whl --hash=sha256:" + "0" * 64)
    with pytest.raises(Broken, match=r"its packages cannot be installed: .*no-such-package"):
        environments.python_of("none", requirements, tmp_path / "environments", QUIET)
    assert not mark.exists()
    assert not (python.parents[1] / "requirements.sha256").exists()


@pytest.fixture(scope="module")
def kept_environments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Environments are kept from test to test, as they are from call to call."""
    return tmp_path_factory.mktemp("environments")


@pytest.fixture
def fakes(tmp_path: Path, kept_environments: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with two peers, one that works and one that does not, and a Zeroflow, all of them fakes."""
    programs = tmp_path / "notebooks-bridge" / "bench_peers"
    (programs / "requirements").mkdir(parents=True)
    (programs / "requirements" / "none.txt").write_text("# nothing\n")
    state = tmp_path / ".zeroflow" / "bench-peers"
    state.mkdir(parents=True)
    (state / "environments").symlink_to(kept_environments)
    (programs / "__init__.py").touch()
    (programs / "protocol.py").write_text((BRIDGE / "bench_peers" / "protocol.py").read_text())
    (programs / "with_good.py").write_text(GOOD)
    (programs / "with_bad.py").write_text("raise SystemExit('its server did not start')")
    bad, good = (Peer(name, name.title(), "a call", f"with_{name}", "none") for name in ("bad", "good"))
    monkeypatch.setattr(peers, "PEERS", (bad, good))
    monkeypatch.setattr(ours, "command", lambda _console: [sys.executable, "-c", ZEROFLOW])
    monkeypatch.setenv("ZEROFLOW_HOME", str(tmp_path))
    return tmp_path


def loads_of(*names: str) -> dict[str, Load]:
    return dict.fromkeys(names, Load(3, 4, repeats=3, warm_ups=1))


def test_the_comparison_goes_on_without_those_who_cannot_start(
    fakes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("zeroflow", "bad", "good")
    peers.run(loads_of(*names), names, None, as_json=True)
    made = json.loads(capsys.readouterr().out)
    assert made == json.loads((fakes / ".zeroflow/bench-peers/figures.json").read_text())
    assert list(made["systems"]) == ["zeroflow", "good"]
    assert made["systems"]["zeroflow"]["chain"]["per_step_ms"] == 1.0
    assert made["systems"]["good"]["fanout"]["samples"] == 3
    assert made["systems"]["good"]["fanout"]["ratio_to_zeroflow"] is not None
    assert list(made["skipped"]) == ["bad"]
    assert "it ended: its server did not start" in made["skipped"]["bad"]
    assert len(made["samples"]) == 2 * 2 * 3
    assert made["machine"]["cores"] >= 1
    assert made["flushes_per_second"]["before"] > 0
    assert not list((fakes / ".zeroflow/bench-peers").glob("state-*"))


def test_the_report_for_people_names_medians_ratios_and_who_was_skipped(
    fakes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    peers.run(loads_of("zeroflow", "bad"), ("zeroflow", "bad"), None, as_json=False)
    shown = capsys.readouterr()
    assert shown.out.splitlines()[1].split() == ["Zeroflow", "1", "1", "1", "1", "3", "/", "4", "3"]
    assert "Skipped bad: it ended: its server did not start" in shown.err
    assert str(fakes / ".zeroflow/bench-peers/figures.json") in shown.err


def test_peers_need_a_postgres_if_zeroflow_brings_none(
    fakes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ours, "command", lambda _console: [sys.executable, "-c", "exit('no JDK')"])
    with pytest.raises(Failure, match="Zeroflow itself was not measured: it ended: no JDK"):
        peers.run(loads_of("zeroflow", "good"), ("zeroflow", "good"), None, as_json=True)
    made = json.loads(capsys.readouterr().out)
    assert made["skipped"]["good"].endswith("name one with --database")
    assert made["systems"] == {}


def test_a_named_postgres_is_for_all(fakes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = "postgresql://me:secret@127.0.0.1:5432/postgres"
    peers.run(loads_of("zeroflow", "good"), ("zeroflow", "good"), named, as_json=True)
    shown = capsys.readouterr()
    assert list(json.loads(shown.out)["systems"]) == ["zeroflow", "good"]
    assert "secret" not in shown.out + shown.err


def test_zeroflow_on_another_postgres_than_the_named_one_is_not_compared(
    fakes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    deaf = ZEROFLOW.replace("ZEROFLOW_BENCH_DATABASE", "NOTHING")
    monkeypatch.setattr(ours, "command", lambda _console: [sys.executable, "-c", deaf])
    with pytest.raises(Failure, match=r"127\.0\.0\.1:1 and not the Postgres that was named"):
        peers.run(loads_of("zeroflow"), ("zeroflow",), "postgresql://127.0.0.1:5432/postgres", as_json=True)
    assert json.loads(capsys.readouterr().out)["systems"] == {}
