"""Zeroflow from Python: the client of the server, and the command line."""

VERSION = "0.1.0"
