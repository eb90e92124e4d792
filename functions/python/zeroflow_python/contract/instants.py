"""Instants as ISO-8601 texts in UTC, as Java writes and reads them."""

from __future__ import annotations

import re
from datetime import datetime, timezone

_INSTANT = re.compile(r"(\d{4,9})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?Z")
_LAST_YEAR = 9999


def parse(text: str) -> float:
    """Seconds since the epoch; a year beyond 9999 counts as the last one.

    Raises ValueError if the text is no instant.
    """
    found = _INSTANT.fullmatch(text)
    if not found:
        raise ValueError(f"not an instant: {text!r}")
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    start = datetime(min(year, _LAST_YEAR), month, day, hour, minute, second, tzinfo=timezone.utc)
    return start.timestamp() + float(f"0.{found.group(7) or 0}")


def write(seconds: float) -> str:
    """The instant with microseconds, e.g. `2026-01-01T00:00:00.000001Z`."""
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
