"""One attempt of a task, from invocation to result."""

from __future__ import annotations
