"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
DIRECTORY = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
PRIORITY = click.IntRange(-1000, 1000)


def where(command: F) -> F:
    """The options that say which server is meant."""
    command = click.option("--port", type=click.IntRange(1, 65535), help="Port of the API (default: 8080).")(
        command
    )
    return click.option(
        "--data", type=DIRECTORY, callback=_absolute, help="Data directory (default: .zeroflow/data)."
    )(command)


def _absolute(_context: click.Context, _option: click.Parameter, value: Path | None) -> Path | None:
    return value.absolute() if value else None


def json_option(command: F) -> F:
    """Prints for programs."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def parameters_option(command: F) -> F:
    """Parameters of a pipeline."""
    return click.option(
        "-p", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter of the pipeline."
    )(command)


def wait_option(command: F) -> F:
    """Watches what was started."""
    return click.option("--wait", is_flag=True, help="Watch the run to its end; exit 1 if it fails.")(command)


def no_cache_option(command: F) -> F:
    """Executes everything."""
    return click.option(
        "--no-cache", is_flag=True, help="Execute every task, whatever earlier runs have put out."
    )(command)


def priority_option(command: F) -> F:
    """Lets a run go before others, or after them."""
    return click.option(
        "--priority", type=PRIORITY, help="Tasks of runs with a higher one start first (default: 0)."
    )(command)
