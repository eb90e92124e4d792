"""Hides secret values in what a step writes."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SECRET_NAME = re.compile(r"TOKEN|SECRET|PASSWORD|PASSWD|API_KEY|ACCESS_KEY|CREDENTIAL", re.IGNORECASE)
_MIN_LENGTH = 6
_HIDDEN = "****"


class Mask:
    """Replaces the values of variables with secret names, and the attempt's token."""

    def __init__(self, environment: Mapping[str, str], token: str):
        values = {token}
        for name, value in environment.items():
            if _SECRET_NAME.search(name):
                values.update([value, *value.splitlines()])
        # Longest first, because one secret may be the beginning of another.
        self._values = sorted((v for v in values if len(v) >= _MIN_LENGTH), key=len, reverse=True)

    def __call__(self, text: str) -> str:
        """The text without the values."""
        for value in self._values:
            text = text.replace(value, _HIDDEN)
        return text
