"""Errors of an attempt: a code, an owner and one sentence for the person who reads the run."""

from __future__ import annotations

from typing import Any


class TaskError(Exception):
    """Ends an attempt with an error whose code and owner are known."""

    def __init__(self, code: str, category: str, message: str, stack: str | None = None):
        super().__init__(message)
        self.code = code
        self.category = category
        self.message = message
        self.stack = stack

    def to_json(self) -> dict[str, Any]:
        """The record TaskError of the contract."""
        return {"code": self.code, "category": self.category, "message": self.message, "stack": self.stack}


def user(code: str, message: str, stack: str | None = None) -> TaskError:
    """The input or the user's code is wrong: the same attempt would fail again."""
    return TaskError(code, "USER", message, stack)


def transient(code: str, message: str) -> TaskError:
    """A connection, a process or a service failed: the same attempt may succeed."""
    return TaskError(code, "TRANSIENT", message)


def resource(code: str, message: str, stack: str | None = None) -> TaskError:
    """A limit of memory, disk, time or quota was hit."""
    return TaskError(code, "RESOURCE", message, stack)


def internal(code: str, message: str, stack: str | None = None) -> TaskError:
    """A defect of Zeroflow itself."""
    return TaskError(code, "INTERNAL", message, stack)
