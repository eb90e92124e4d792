"""HTTP: the host's own address, and the calls that it makes."""

from __future__ import annotations
