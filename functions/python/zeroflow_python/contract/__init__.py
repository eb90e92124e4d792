"""What crosses the wire, as the module functions/contract defines it."""

from __future__ import annotations
