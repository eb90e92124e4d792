"""The ``zeroflow`` command. Each command imports what it needs when it runs, so that help is fast."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from zeroflow import VERSION
from zeroflow.cli.failure import BAD_INPUT, COULD_NOT, INTERRUPTED, Failure

F = TypeVar("F", bound=Callable[..., Any])
DIRECTORY = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _where(command: F) -> F:
    """The options that say which server is meant."""
    command = click.option("--port", type=click.IntRange(1, 65535), help="Port of the API (default: 8080).")(
        command
    )
    return click.option(
        "--data", type=DIRECTORY, callback=_absolute, help="Data directory (default: .zeroflow/data)."
    )(command)


def _absolute(_context: click.Context, _option: click.Parameter, value: Path | None) -> Path | None:
    return value.absolute() if value else None


def _json_option(command: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


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
@_where
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
@_where
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
@_where
@_json_option
def status(data: Path | None, port: int | None, as_json: bool) -> None:
    """Show the server and its functions; exit 1 if none runs. Wakes nothing."""
    from zeroflow.cli import overview

    overview.status(data, port, as_json)


@cli.command()
@_where
@_json_option
@click.argument("file", type=FILE)
@click.option("-p", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter of the pipeline.")
@click.option("--name", help="Name of the run.")
@click.option("--wait", is_flag=True, help="Watch the run to its end; exit 1 if it fails.")
def submit(
    data: Path | None,
    port: int | None,
    as_json: bool,
    file: Path,
    parameters: tuple[str, ...],
    name: str | None,
    wait: bool,
) -> None:
    """Run the compiled pipeline FILE (KFP v2 YAML)."""
    from zeroflow.cli import runs

    runs.submit(data, port, as_json, file, list(parameters), name, wait)


@cli.command(name="runs")
@_where
@_json_option
@click.option("--limit", default=25, type=click.IntRange(1, 100), show_default=True, help="How many runs.")
def list_runs(data: Path | None, port: int | None, as_json: bool, limit: int) -> None:
    """List the newest runs."""
    from zeroflow.cli import overview

    overview.runs(data, port, as_json, limit)


@cli.command()
@_where
@click.argument("run")
@click.argument("task", required=False)
def logs(data: Path | None, port: int | None, run: str, task: str | None) -> None:
    """Print what the steps of RUN wrote, or only TASK, named by its path."""
    from zeroflow.cli import server

    click.echo(server.client_of(data, port).logs(run, task), nl=False)


@cli.command()
@_where
@_json_option
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
@click.argument("pytest_arguments", nargs=-1, type=click.UNPROCESSED)
def test(pytest_arguments: tuple[str, ...]) -> None:
    """Run every test: Java, Python, end to end."""
    from zeroflow.cli.checks import run_all

    sys.exit(run_all(list(pytest_arguments)))


@cli.command()
@_json_option
@_where
@click.argument("name", type=click.Choice(["cold-start", "demo"]))
@click.option(
    "--repeats", default=7, type=click.IntRange(1, 100), show_default=True, help="How often each is measured."
)
def bench(as_json: bool, data: Path | None, port: int | None, name: str, repeats: int) -> None:
    """Measure: `cold-start` with and without the AOT cache, `demo` for the overhead of its steps."""
    from zeroflow.cli import benches

    benches.run(name, data, port, repeats, as_json)


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
        _fail(e.message, BAD_INPUT if 400 <= e.status < 500 else COULD_NOT)
    except (Unreachable, OSError) as e:
        _fail(str(e), COULD_NOT)
    sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str, code: int) -> NoReturn:
    click.echo(f"Error: {message}", err=True)
    sys.exit(code)
