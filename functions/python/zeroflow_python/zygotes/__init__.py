"""Warm parents and the steps that are forked from them."""

from __future__ import annotations
