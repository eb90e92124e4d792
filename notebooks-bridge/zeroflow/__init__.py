"""Zeroflow from Python: the client of the server, and the command line."""
