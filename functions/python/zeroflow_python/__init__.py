"""Function image that runs kfp Python components in forks of warm parents, one for each environment."""

from __future__ import annotations
