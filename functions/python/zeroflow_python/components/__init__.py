"""Recognises what a component's command line means, without executing it."""

from __future__ import annotations
