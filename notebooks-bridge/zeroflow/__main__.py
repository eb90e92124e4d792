"""Runs the command line: ``python -m zeroflow``."""

from zeroflow.cli import main

main()
