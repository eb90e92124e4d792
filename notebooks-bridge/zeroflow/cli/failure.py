"""How a command ends when it cannot do what was asked."""

from __future__ import annotations

import click

COULD_NOT = 1
BAD_INPUT = 2
INTERRUPTED = 130


class Failure(click.ClickException):
    """One sentence for the person, and an exit code: 1 could not, 2 bad input."""

    def __init__(self, message: str, exit_code: int = COULD_NOT) -> None:
        super().__init__(message)
        # Click declares it for the class and reads it from the exception.
        setattr(self, "exit_code", exit_code)  # noqa: B010
