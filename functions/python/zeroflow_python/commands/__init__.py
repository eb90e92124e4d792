"""Components that are not Python: containers and plain processes."""

from __future__ import annotations
