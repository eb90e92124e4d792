"""``zeroflow bench kfp``: components of the unmodified kfp SDK on a server, and on the SDK's local runner."""

from __future__ import annotations

import json
import os
import socket
import statistics
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from rich.table import Table

from zeroflow.cli import checkout, print_json, server
from zeroflow.cli.failure import Failure
from zeroflow.cli.peers import environments, machine, measuring, report
from zeroflow.cli.peers.conversation import Broken, Conversation
from zeroflow.cli.peers.measuring import Measurement
from zeroflow.cli.peers.systems import ZEROFLOW, Load
from zeroflow.cli.terminal import show, talk

CHAIN = ("chain",)
IRIS_STEPS = 3
INSTALL_LIMIT_SECONDS = 900.0
SLOW_REPEATS = 3


@dataclass(frozen=True)
class Leg:
    """One way to run the same component; ``arguments`` follow the folder of its program."""

    name: str
    title: str
    module: str
    load: Load
    arguments: tuple[str, ...] = ()


def legs(repeats: int, steps: int, local_steps: int) -> tuple[Leg, ...]:
    """What is compared. The local runner takes so long for a step that it does less, and less often."""
    slow, slowest = min(repeats, SLOW_REPEATS), 1
    return (
        Leg(ZEROFLOW, "Zeroflow", "with_zeroflow", Load(steps, 0, repeats)),
        Leg(
            "local-no-venv",
            "kfp.local, use_venv=False",
            "with_kfp",
            Load(local_steps, 0, slow, 1),
            ("install",),
        ),
        Leg(
            "local",
            "kfp.local, as it is by default",
            "with_kfp",
            Load(local_steps, 0, slowest, 0),
            ("install", "venv"),
        ),
    )


def run(repeats: int, steps: int, local_steps: int, as_json: bool) -> None:
    """Measures all legs, then the training; writes everything to ``figures.json`` and prints it."""
    checkout.build_if_needed(talk)
    state = checkout.home() / ".zeroflow" / "bench-kfp"
    state.mkdir(parents=True, exist_ok=True)
    about, before = machine.about(), machine.flushes_per_second(state)
    all_legs = legs(repeats, steps, local_steps)
    with (
        tempfile.TemporaryDirectory(prefix="state-", dir=state, ignore_cleanup_errors=True) as scratch,
        ExitStack() as stack,
    ):
        data = Path(scratch) / "data"
        running = server.start_detached(data, _free_port(), talk)
        stack.callback(server.stop, running)
        try:
            ready = {leg.name: _start(stack, leg, running.address, state, Path(scratch)) for leg in all_legs}
            with talk.status("Measuring ...") as status:
                result = measuring.measure(
                    ready,
                    {leg.name: leg.load for leg in all_legs},
                    lambda it: status.update(it + " ..."),
                    CHAIN,
                )
                status.update("Training ...")
                single = _single_step(ready[ZEROFLOW], repeats)
                training = _training(ready[ZEROFLOW], data / "environments")
        except Broken as e:
            raise Failure(f"the bench cannot go on: {e}") from e
    made = {
        "bench": "kfp",
        "machine": about,
        "flushes_per_second": {"before": before, "after": machine.flushes_per_second(state)},
        "legs": {leg.name: _figures(leg, result) for leg in all_legs if leg.name not in result.broken},
        "single_step_run_ms": single,
        "training": training,
        "skipped": result.broken,
        "samples": [sample.as_json() for sample in result.samples],
    }
    (state / "figures.json").write_text(json.dumps(made, indent=2), encoding="utf-8")
    if as_json:
        print_json(made)
    else:
        _print(made)
        talk.print(f"All samples: {state / 'figures.json'}")
    if ZEROFLOW in result.broken:
        raise Failure(f"Zeroflow itself was not measured: {result.broken[ZEROFLOW]}")


def _start(stack: ExitStack, leg: Leg, address: str, state: Path, scratch: Path) -> Conversation:
    """The program of a leg, ready to work."""
    bridge = checkout.home() / "notebooks-bridge"
    shared = checkout.home() / ".zeroflow" / "bench-peers" / "environments"
    python = environments.python_of("kfp", bridge / "bench_peers/requirements/kfp.txt", shared, talk)
    folder = scratch / leg.name
    folder.mkdir()
    first = (address,) if leg.name == ZEROFLOW else ()
    command = [str(python), "-m", f"bench_peers.{leg.module}", *first, str(folder), *leg.arguments]
    search = f"{python.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    own = {"PATH": search, "PYTHONPATH": str(bridge), "HOME": str(folder), "PYTHONWARNINGS": "ignore"}
    conversation = Conversation(command, state / f"{leg.name}.log", {**os.environ, **own}, folder)
    stack.callback(conversation.close)
    conversation.introduction()
    return conversation


def _single_step(zeroflow: Conversation, repeats: int) -> float:
    """Median of whole runs with one step; most of it is the SDK's reading and sending of the pipeline."""
    zeroflow.ask("chain", 1)
    return round(statistics.median(zeroflow.ask("chain", 1).wall_ms for _ in range(repeats)), 1)


def _training(zeroflow: Conversation, environments_folder: Path) -> dict[str, Any]:
    """The same training three times: with packages to install, warm, and as a pipeline of another name."""
    counts = [environments_in(environments_folder)]
    walls: list[float] = []
    values: set[int] = set()
    for kind in ("iris", "iris", "iris-again"):
        answer = zeroflow.ask(kind, IRIS_STEPS, INSTALL_LIMIT_SECONDS)
        walls.append(round(answer.wall_ms, 1))
        values.add(answer.value)
        counts.append(environments_in(environments_folder))
    if len(values) != 1:
        raise Broken(f"the same training made different models: {sorted(values)} rows are right")
    return {
        "steps": IRIS_STEPS,
        "rows_right": values.pop(),
        "first_ms": walls[0],
        "warm_ms": walls[1],
        "other_pipeline_ms": walls[2],
        "environments_made": [after - before for before, after in pairwise(counts)],
    }


def environments_in(folder: Path) -> int:
    """How many environments there are; the caches of installers beside them are none."""
    return sum((each / "bin" / "python").exists() for each in folder.iterdir()) if folder.exists() else 0


def _figures(leg: Leg, result: Measurement) -> dict[str, Any]:
    return {"title": leg.title, "steps": leg.load.steps, **report.figures(result.samples, leg.name)["chain"]}


def _print(made: dict[str, Any]) -> None:
    table = Table("Runner", "Step", "Least", "Most", "Ratio", "Steps", "Repeats")
    for leg in made["legs"].values():
        figures = (leg[name] for name in ("per_step_ms", "per_step_ms_min", "per_step_ms_max"))
        ratio = leg["ratio_to_zeroflow"]
        table.add_row(
            leg["title"],
            *(f"{figure:.1f}" for figure in figures),
            "-" if ratio is None else f"{ratio:.3g}",
            str(leg["steps"]),
            str(leg["samples"]),
        )
    show(table)
    talk.print("Milliseconds a step, submission to end divided by steps, medians, and ratios to Zeroflow's.")
    talk.print(f"A run of one step on Zeroflow: {made['single_step_run_ms']:.0f} ms.")
    training = made["training"]
    first, warm, other = (training[name] / 1000 for name in ("first_ms", "warm_ms", "other_pipeline_ms"))
    talk.print(
        f"Training with pandas and scikit-learn, {training['steps']} steps: {first:.1f} s at first, "
        f"{warm:.2f} s again, {other:.2f} s as another pipeline; "
        f"environments made: {', '.join(map(str, training['environments_made']))}."
    )
    for name, reason in made["skipped"].items():
        talk.print(f"Skipped {name}: {reason}", markup=False)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
