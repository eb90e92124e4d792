"""Where the command line talks: people read standard error, programs read standard output."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

# Without a terminal nothing is cut off to fit: a pipe has no width.
WIDTH_OF_A_PIPE = 1000

talk = Console(stderr=True, highlight=False, soft_wrap=True)
out = Console(highlight=False)
pipe = Console(highlight=False, width=WIDTH_OF_A_PIPE)


def show(table: Table) -> None:
    """Prints a table: framed in a terminal, else plain columns, one row a line."""
    if out.is_terminal:
        out.print(table)
        return
    table.box = None
    table.title = None
    table.pad_edge = False
    pipe.print(table, no_wrap=True, crop=False)
