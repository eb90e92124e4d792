"""What runs share: limits on what is executed at once, and the outputs that tasks may take over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from zeroflow import queries
from zeroflow.cli import print_json, server
from zeroflow.cli.failure import BAD_INPUT, Failure
from zeroflow.cli.terminal import show, talk
from zeroflow.client import Client

SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}
MAX_SECONDS = 2**31 - 1


@dataclass(frozen=True)
class Where:
    """Which server is meant, and for whom is printed."""

    data: Path | None
    port: int | None
    as_json: bool

    def client(self) -> Client:
        """A client of the server."""
        return server.client_of(self.data, self.port)


def limits(at: Where) -> None:
    """Prints the limits."""
    found = at.client().gql(queries.LIMITS)["concurrencyLimits"]
    if at.as_json:
        print_json(found)
        return
    table = Table("Limit on", "Name", "Tasks at once")
    for limit in found:
        table.add_row(limit["scope"].lower(), limit["name"], str(limit["slots"]))
    show(table)


def set_limit(at: Where, scope: str, name: tuple[str, ...], slots: int) -> None:
    """Sets a limit."""
    wanted = _limit(scope, name)
    limit = at.client().gql(queries.SET_LIMIT, **wanted, slots=slots)["setConcurrencyLimit"]["limit"]
    if at.as_json:
        print_json(limit)
    else:
        talk.print(f"At most {slots} tasks of {_what(scope, limit['name'])} run at once.")


def remove_limit(at: Where, scope: str, name: tuple[str, ...]) -> None:
    """Removes a limit; fine if there is none."""
    wanted = _limit(scope, name)
    removed = at.client().gql(queries.REMOVE_LIMIT, **wanted)["removeConcurrencyLimit"]["removed"]
    if at.as_json:
        print_json({"removed": removed})
    else:
        talk.print("Removed." if removed else f"There is no limit on {_what(scope, wanted['name'])}.")


def _limit(scope: str, name: tuple[str, ...]) -> dict[str, str]:
    if len(name) > 1 or (scope == "everything" and name):
        raise Failure(f"what is {name[-1]!r}? A limit is on everything, project or function NAME", BAD_INPUT)
    return {"scope": scope.upper(), "name": name[0] if name else ""}


def _what(scope: str, name: str) -> str:
    return " ".join(word for word in (scope, name) if word)


def cache(at: Where, pipeline: str | None, limit: int) -> None:
    """Prints the newest executions that can stand in for others."""
    page = at.client().gql(queries.CACHE, pipeline=pipeline, first=limit)["cacheEntries"]
    if at.as_json:
        print_json(page["nodes"])
        return
    table = Table("Pipeline", "Task", "Made", "By run")
    for entry in page["nodes"]:
        table.add_row(entry["pipeline"], entry["task"], entry["createdAt"][:19] + "Z", entry["runId"])
    show(table)
    if page["pageInfo"]["hasNextPage"]:
        talk.print("There are more: --limit shows up to 100, --pipeline those of one pipeline.")


def clear_cache(at: Where, pipeline: str | None, task: str | None, older_than: str | None) -> None:
    """Forgets executions."""
    age = None if older_than is None else seconds(older_than)
    forgotten = at.client().gql(queries.CLEAR_CACHE, pipeline=pipeline, task=task, olderThanSeconds=age)[
        "invalidateCache"
    ]["forgotten"]
    if at.as_json:
        print_json({"forgotten": forgotten})
    else:
        talk.print(f"{forgotten} executions are forgotten.")


def seconds(text: str) -> int:
    """The time that a text means: a number of seconds, or of what its last letter says."""
    match = re.fullmatch(r"(\d{1,9})([smhd]?)", text.strip().lower())
    value = int(match[1]) * SECONDS[match[2]] if match else MAX_SECONDS + 1
    if value > MAX_SECONDS:
        raise Failure(f"{text!r} is not a time such as 90s, 30m, 12h or 7d", BAD_INPUT)
    return value
