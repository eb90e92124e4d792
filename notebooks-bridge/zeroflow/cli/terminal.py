"""Where the command line talks: people read standard error, programs read standard output."""

from rich.console import Console

talk = Console(stderr=True, highlight=False, soft_wrap=True)
out = Console(highlight=False)
