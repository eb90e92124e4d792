"""Commands that ask something of runs, and those for what runs share: limits and the cache."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zeroflow.cli.options import (
    PRIORITY,
    json_option,
    no_cache_option,
    parameters_option,
    priority_option,
    wait_option,
    where,
)

if TYPE_CHECKING:
    from zeroflow.cli.shared import Where

DEFAULT_LIST = 25
SCOPES = click.Choice(["everything", "project", "function"], case_sensitive=False)


def _asks(name: str, mutation: str, told: str) -> click.Command:
    """A command that asks one thing of one run."""

    @click.command(name=name, help=told)
    @where
    @json_option
    @click.argument("run")
    def ask(data: Path | None, port: int | None, as_json: bool, run: str) -> None:
        from zeroflow.cli import control

        control.ask(data, port, as_json, mutation, run)

    return ask


CANCEL = _asks("cancel", "cancelRun", "End RUN: what runs is given up, and nothing else starts.")
PAUSE = _asks("pause", "pauseRun", "Start nothing more of RUN until it is resumed.")


@click.command()
@where
@json_option
@click.argument("run")
@wait_option
def resume(data: Path | None, port: int | None, as_json: bool, run: str, wait: bool) -> None:
    """Go on with RUN, which is paused."""
    from zeroflow.cli import control

    control.ask(data, port, as_json, "resumeRun", run, wait)


@click.command()
@where
@json_option
@click.argument("run")
@wait_option
def rerun(data: Path | None, port: int | None, as_json: bool, run: str, wait: bool) -> None:
    """Open RUN again, which failed or was canceled; what has succeeded stays."""
    from zeroflow.cli import control

    control.ask(data, port, as_json, "rerunRun", run, wait)


@click.command()
@where
@json_option
@click.argument("run")
@parameters_option
@click.option("--name", help="Name of the new run (default: that of RUN).")
@no_cache_option
@priority_option
@wait_option
def clone(
    data: Path | None,
    port: int | None,
    as_json: bool,
    run: str,
    parameters: tuple[str, ...],
    name: str | None,
    no_cache: bool,
    priority: int | None,
    wait: bool,
) -> None:
    """Start a new run of what was submitted as RUN, with other parameters if some are given."""
    from zeroflow.cli import control

    changes = control.Changes(list(parameters), name, caching=False if no_cache else None, priority=priority)
    control.clone(data, port, as_json, run, changes, wait)


@click.command(context_settings={"ignore_unknown_options": True})
@where
@json_option
@click.argument("run")
@click.argument("number", type=PRIORITY)
def priority(data: Path | None, port: int | None, as_json: bool, run: str, number: int) -> None:
    """Give RUN the priority NUMBER, from -1000 to 1000: tasks of runs with a higher one start first."""
    from zeroflow.cli import control

    control.prioritize(data, port, as_json, run, number)


def _placed(command: Callable[..., None]) -> Callable[..., None]:
    """Says which server is meant by options of the group or of the command itself."""

    @where
    @json_option
    @functools.wraps(command)
    def placed(data: Path | None, port: int | None, as_json: bool, **given: Any) -> None:
        from zeroflow.cli.shared import Where

        outer = click.get_current_context().obj or Where(None, None, False)
        at = Where(data or outer.data, port or outer.port, as_json or outer.as_json)
        command(at, **given)

    return placed


@click.group(invoke_without_command=True)
@_placed
def limits(at: Where) -> None:
    """List, set and remove limits on the tasks that run at once."""
    from zeroflow.cli import shared

    context = click.get_current_context()
    context.obj = at
    if context.invoked_subcommand is None:
        shared.limits(at)


@limits.command(name="set")
@_placed
@click.argument("scope", type=SCOPES)
@click.argument("name", nargs=-1)
@click.argument("slots", type=click.IntRange(0, 2**31 - 1))
def set_limit(at: Where, scope: str, name: tuple[str, ...], slots: int) -> None:
    """Let at most SLOTS tasks run at once: of everything, of the project, or of the function NAME."""
    from zeroflow.cli import shared

    shared.set_limit(at, scope, name, slots)


@limits.command(name="remove")
@_placed
@click.argument("scope", type=SCOPES)
@click.argument("name", nargs=-1)
def remove_limit(at: Where, scope: str, name: tuple[str, ...]) -> None:
    """Remove the limit of everything, of the project, or of the function NAME."""
    from zeroflow.cli import shared

    shared.remove_limit(at, scope, name)


@click.group(invoke_without_command=True)
@_placed
def cache(at: Where) -> None:
    """List and clear what tasks may take over from earlier runs."""
    from zeroflow.cli import shared

    context = click.get_current_context()
    context.obj = at
    if context.invoked_subcommand is None:
        shared.cache(at, None, DEFAULT_LIST)


@cache.command(name="list")
@_placed
@click.option("--pipeline", help="Only of this pipeline.")
@click.option(
    "--limit", default=DEFAULT_LIST, type=click.IntRange(1, 100), show_default=True, help="How many."
)
def list_cache(at: Where, pipeline: str | None, limit: int) -> None:
    """List the newest executions whose outputs tasks may take over."""
    from zeroflow.cli import shared

    shared.cache(at, pipeline, limit)


@cache.command(name="clear")
@_placed
@click.option("--pipeline", help="Only of this pipeline.")
@click.option("--task", help="Only of this task: its path without the numbers of iterations.")
@click.option("--older-than", metavar="TIME", help="Only what is older, e.g. 90s, 30m, 12h or 7d.")
def clear_cache(at: Where, pipeline: str | None, task: str | None, older_than: str | None) -> None:
    """Forget executions, so that their tasks are executed again; without options, all of them."""
    from zeroflow.cli import shared

    shared.clear_cache(at, pipeline, task, older_than)


COMMANDS = [CANCEL, PAUSE, resume, rerun, clone, priority, limits, cache]
