"""A component that is compiled on its own: the compiler puts a graph around it."""

from components import train as pipeline

__all__ = ["pipeline"]
