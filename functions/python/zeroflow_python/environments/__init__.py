"""Installed requirement sets: built once, kept, shared."""

from __future__ import annotations
