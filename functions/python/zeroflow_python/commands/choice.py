"""How a component that is no Python component of kfp is run, if at all."""

from __future__ import annotations

import errno
import shutil
from typing import Any

from zeroflow_python.contract.errors import TaskError, resource, user
from zeroflow_python.contract.invocation import Component

MAX_ARGUMENT_BYTES = 128 * 1024 - 1
"""The kernel refuses longer ones."""
_TOO_LONG = (
    "An argument of the command has more than 128 KiB, and the kernel passes no longer ones: "
    "hand large values over as artifacts, or use a Python component, which gets them in a file."
)


def plain(component: Component, allowed: bool, path: str) -> list[str]:
    """The arguments of a plain process. Raises TaskError if it may not or cannot run here."""
    if not allowed:
        raise user(
            "COMMAND_NOT_ALLOWED",
            f"The component runs a command in the image {component.image}, and no container engine answers "
            "here: start docker or podman, use a Python component, or set ZEROFLOW_ALLOW_COMMANDS=true "
            "to run commands of components as plain processes.",
        )
    if not component.command:
        raise user(
            "COMMAND_NOT_FOUND",
            f"The component names no command, so its image {component.image} says what runs, "
            "which needs docker or podman.",
        )
    program = component.command[0]
    if not shutil.which(program, path=path):
        raise user(
            "COMMAND_NOT_FOUND",
            f"The program {program} is not installed here: install it, or start docker or podman to run the "
            f"image {component.image}.",
        )
    return checked([*component.command, *component.args])


def checked(argv: list[str]) -> list[str]:
    """The arguments. Raises TaskError ARGUMENT_TOO_LONG if the kernel would refuse one."""
    if any(len(argument.encode("utf-8", "surrogatepass")) > MAX_ARGUMENT_BYTES for argument in argv):
        raise resource("ARGUMENT_TOO_LONG", _TOO_LONG)
    if any("\0" in argument for argument in argv):
        raise user("BAD_COMMAND", "An argument of the command holds a NUL character.")
    return argv


def refusal(report: dict[str, Any] | None) -> TaskError | None:
    """Why the kernel did not start the command, if that is what the step reported."""
    if not report or "errno" not in report:
        return None
    if report["errno"] == errno.E2BIG:
        return resource("ARGUMENT_TOO_LONG", _TOO_LONG)
    return user("COMMAND_NOT_FOUND", f"The command cannot be started: {report['message']}.")
