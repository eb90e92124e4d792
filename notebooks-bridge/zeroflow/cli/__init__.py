"""The ``zeroflow`` command. Each command imports what it needs when it runs, so that help is fast."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from zeroflow import VERSION
from zeroflow.cli import cluster_commands, control_commands
from zeroflow.cli.failure import BAD_INPUT, COULD_NOT, INTERRUPTED, Failure
from zeroflow.cli.options import (
    FILE,
    F,
    json_option,
    no_cache_option,
    parameters_option,
    priority_option,
    wait_option,
    where,
)


def print_json(value: Any) -> None:
    """Prints data for programs."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="zeroflow")
def cli() -> None:
    """Zeroflow: Kubeflow, scaled to zero. Start with `zeroflow demo`.

    Exit codes: 0 done, 1 could not, 2 bad input. What programs read (--json, logs) goes to standard output,
    what people read to standard error.
    """


@cli.command()
@where
@click.option("--detach", is_flag=True, help="Return as soon as the server is ready.")
def up(data: Path | None, port: int | None, detach: bool) -> None:
    """Start the server, with its Postgres and S3; build it first if needed.

    Without --detach it runs in the foreground and ends with Ctrl-C or its terminal. Options of its JVM go
    into ZEROFLOW_JAVA_OPTIONS.
    """
    from zeroflow.cli import checkout, server
    from zeroflow.cli.terminal import talk

    where = data or server.default_data()
    server.refuse_second(where, port)
    checkout.build_if_needed(talk)
    if not detach:
        server.run_in_foreground(where, port)
    started = server.start_detached(where, port, talk)
    talk.print(f"Ready: {started.address}  (GraphQL page {started.address}/q/graphql-ui/)")
    talk.print(f"S3: {started.about['s3_endpoint']}, keys in {where / 'secrets'}")


@cli.command()
@where
def down(data: Path | None, port: int | None) -> None:
    """Stop the server; fine if none runs. What it keeps stays."""
    from zeroflow.cli import server
    from zeroflow.cli.terminal import talk

    where = data or server.default_data()
    running = server.find(where)
    if running is None:
        talk.print(f"No server runs on {where}.")
        return
    if port is not None and running.port != port:
        raise Failure(f"the server of {where} runs on port {running.port}, not {port}")
    server.stop(running)
    talk.print("Stopped.")


@cli.command()
@where
@json_option
def status(data: Path | None, port: int | None, as_json: bool) -> None:
    """Show the server and its functions; exit 1 if none runs. Wakes nothing."""
    from zeroflow.cli import overview

    overview.status(data, port, as_json)


@cli.command()
@where
@json_option
@click.argument("file", type=FILE)
@parameters_option
@click.option("--name", help="Name of the run.")
@no_cache_option
@priority_option
@wait_option
def submit(
    data: Path | None,
    port: int | None,
    as_json: bool,
    file: Path,
    parameters: tuple[str, ...],
    name: str | None,
    no_cache: bool,
    priority: int | None,
    wait: bool,
) -> None:
    """Run the compiled pipeline FILE (KFP v2 YAML).

    Tasks take over what earlier runs have put out for the same code and inputs, where the pipeline allows it.
    """
    from zeroflow.cli import runs

    wanted = runs.Submission(file, list(parameters), name, caching=not no_cache, priority=priority)
    runs.submit(data, port, as_json, wanted, wait)


@cli.command(name="runs")
@where
@json_option
@click.option("--limit", default=25, type=click.IntRange(1, 100), show_default=True, help="How many runs.")
def list_runs(data: Path | None, port: int | None, as_json: bool, limit: int) -> None:
    """List the newest runs."""
    from zeroflow.cli import overview

    overview.runs(data, port, as_json, limit)


@cli.command()
@where
@click.argument("run")
@click.argument("task", required=False)
@click.option("--follow", "-f", is_flag=True, help="Go on until the run ends; lines come as they arrive.")
def logs(data: Path | None, port: int | None, run: str, task: str | None, follow: bool) -> None:
    """Print what the steps of RUN wrote, or only TASK, named by its path."""
    from zeroflow.cli import runs, server

    client = server.client_of(data, port)
    if follow:
        runs.follow_logs(client, run, task)
    else:
        click.echo(client.logs(run, task), nl=False)


@cli.command()
@where
@json_option
@click.argument("table", type=FILE, required=False)
@click.option("--label", default="target", show_default=True, help="Column to predict.")
def demo(data: Path | None, port: int | None, as_json: bool, table: Path | None, label: str) -> None:
    """Upload a table and watch it become a served model.

    TABLE is any CSV file with a header, numbers and a label column; without it the breast-cancer data of the
    project is used.
    """
    from zeroflow.cli.demo import run_demo

    run_demo(data, port, as_json, table, label)


@cli.command(context_settings={"ignore_unknown_options": True})
@click.option(
    "--cluster", is_flag=True, help="Only what needs a cluster, on that of ZEROFLOW_CLUSTER_KUBECONFIG."
)
@click.argument("pytest_arguments", nargs=-1, type=click.UNPROCESSED)
def test(cluster: bool, pytest_arguments: tuple[str, ...]) -> None:
    """Run every test: Java, Python, end to end."""
    from zeroflow.cli import checks

    sys.exit(checks.run_on_cluster() if cluster else checks.run_all(list(pytest_arguments)))


@cli.group()
def bench() -> None:
    """Measure. Legs are interleaved and medians reported."""


def _repeats_option(default: int) -> Callable[[F], F]:
    return click.option(
        "--repeats",
        default=default,
        type=click.IntRange(1, 100),
        show_default=True,
        help="How often each is measured.",
    )


@bench.command(name="cold-start")
@json_option
@_repeats_option(7)
def bench_cold_start(as_json: bool, repeats: int) -> None:
    """Start of a function process to its first answer, with and without the AOT cache."""
    from zeroflow.cli import benches

    benches.cold_start(repeats, as_json)


@bench.command(name="demo")
@json_option
@where
@_repeats_option(7)
def bench_demo(as_json: bool, data: Path | None, port: int | None, repeats: int) -> None:
    """Overhead of the demo's steps."""
    from zeroflow.cli import benches

    benches.demo(data, port, repeats, as_json)


@bench.command(name="scheduler")
@json_option
@_repeats_option(5)
def bench_scheduler(as_json: bool, repeats: int) -> None:
    """Steps that do nothing: gaps, throughput, 10,000 steps, 1,000 at once, 10,000 waiting runs.

    Counts commits, statements, bytes of the log and CPU time for each step; checks every output.
    """
    from zeroflow.cli import benches

    benches.scheduler(repeats, as_json)


@bench.command(name="simulate")
@click.option(
    "--seeds", default=1000, type=click.IntRange(1), show_default=True, help="How many worlds to simulate."
)
@click.option("--first", default=0, type=click.IntRange(0), show_default=True, help="The first seed.")
def bench_simulate(seeds: int, first: int) -> None:
    """Lead schedulers through crashes, pauses, losses and repetitions, one simulated world for each seed."""
    from zeroflow.cli import benches

    benches.simulate(seeds, first)


def _size_option(name: str, default: int, told: str) -> Callable[[F], F]:
    return click.option(name, default=default, type=click.IntRange(1, 1000), show_default=True, help=told)


@bench.command(name="peers")
@json_option
@_repeats_option(5)
@_size_option("--steps", 40, "Steps of a chain.")
@_size_option("--width", 100, "Steps side by side.")
@_size_option("--kfp-steps", 4, "At most for kfp.local, which is measured once.")
@_size_option("--dagster-steps", 10, "At most for Dagster.")
@click.option("--database", metavar="URL", help="Postgres for all (default: the bench starts one).")
@click.option("--only", multiple=True, metavar="NAME", help="Measure only this system; may be given again.")
def bench_peers(
    as_json: bool,
    repeats: int,
    steps: int,
    width: int,
    kfp_steps: int,
    dagster_steps: int,
    database: str | None,
    only: tuple[str, ...],
) -> None:
    """Cost of a step beside DBOS, Prefect, Dagster and kfp.local, on the same Postgres.

    A chain of steps that add one and a fan-out with a sum. The others are installed once, into
    .zeroflow/bench-peers.
    """
    from zeroflow.cli.peers import run, systems

    if unknown := set(only) - set(systems.NAMES):
        raise click.BadParameter(f"{min(unknown)} is none of {', '.join(systems.NAMES)}", param_hint="--only")
    loads = systems.loads(systems.Load(steps, width, repeats), kfp_steps, dagster_steps)
    run(loads, only or systems.NAMES, database, as_json)


@bench.command(name="kfp")
@json_option
@_repeats_option(9)
@_size_option("--steps", 20, "Steps of a chain on Zeroflow.")
@_size_option("--local-steps", 2, "Steps of a chain on kfp.local.")
def bench_kfp(as_json: bool, repeats: int, steps: int, local_steps: int) -> None:
    """Steps of the unmodified kfp SDK, from submission to the end, beside its own local runner.

    Also a training with pandas and scikit-learn, and whether its environment is made once.
    """
    from zeroflow.cli.peers import with_sdk

    with_sdk.run(repeats, steps, local_steps, as_json)


@bench.command(name="metadata")
@json_option
@click.option("--quick", is_flag=True, help="One short round, and rough figures.")
@click.option("--workers", default=4, type=click.IntRange(1, 64), show_default=True, help="Those of MLflow.")
def bench_metadata(as_json: bool, quick: bool, workers: int) -> None:
    """Tracking requests of 20 clients here and at `mlflow server`, on the same Postgres.

    Runs made, metrics logged, searches among 1,000 and 100,000 runs, histories. Tables are filled by
    SQL with the same runs. Takes about four minutes, and MLflow is installed once, into
    .zeroflow/bench-peers.
    """
    from zeroflow.cli.peers import metadata

    metadata.run(1 if quick else 2, 1 if quick else 3, workers, as_json)


for _command in [*control_commands.COMMANDS, *cluster_commands.COMMANDS]:
    cli.add_command(_command)


def main() -> None:
    """Runs the command line: exit code 0 done, 1 could not, 2 bad input."""
    from zeroflow.client import ServerError, Unreachable

    try:
        code = cli(prog_name="zeroflow", standalone_mode=False)
    except click.ClickException as e:
        e.show()
        sys.exit(e.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    except ServerError as e:
        _fail(e.message, BAD_INPUT if e.is_bad_input else COULD_NOT)
    except (Unreachable, OSError) as e:
        _fail(str(e), COULD_NOT)
    sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str, code: int) -> NoReturn:
    click.echo(f"Error: {message}", err=True)
    sys.exit(code)
