"""Moves artifacts and parameters between a step's folder and the control plane."""

from __future__ import annotations
