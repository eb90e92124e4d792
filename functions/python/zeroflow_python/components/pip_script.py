"""Reads the shell script with which kfp installs a component's packages, and never runs it."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from functools import lru_cache

_SCRIPT = re.compile(
    r'\nif ! \[ -x "\$\(command -v pip\)" \]; then\n'
    r"    python3 -m ensurepip \|\| python3 -m ensurepip --user \|\| apt-get install python3-pip\n"
    r"fi\n\nPIP_DISABLE_PIP_VERSION_CHECK=1 (?P<lines>.*)"
    r' && "\$0" "\$@"\n',
    re.DOTALL,
)
_VENV = """
export PIP_DISABLE_PIP_VERSION_CHECK=1
tmp=$(mktemp -d)
python3 -m venv "$tmp/venv" --system-site-packages
. "$tmp/venv/bin/activate"
"""
_INSTALL = ["python3", "-m", "pip", "install"]
_NO_EFFECT = {"--quiet", "-q", "--no-warn-script-location", "--disable-pip-version-check", "--no-cache-dir"}
_SWITCHES = {"--no-deps", "--pre", "--upgrade", "-U", "--no-index"}
_WITH_VALUE = {"--index-url", "-i", "--extra-index-url", "--trusted-host", "--find-links", "-f"}
_PUNCTUATION = set("();<>|&")
_LONG = {"-U": "--upgrade", "-i": "--index-url", "-f": "--find-links"}


@dataclass(frozen=True)
class PipLine:
    """One call of pip: what it installs, its switches, and its options with their values, in order."""

    requirements: tuple[str, ...]
    switches: frozenset[str]
    options: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1_024)
def parse(script: str) -> tuple[PipLine, ...] | None:
    """The pip calls of a script of kfp, or None if it is any other script."""
    found = _SCRIPT.fullmatch(script)
    if not found:
        return None
    lines = found.group("lines").replace(_VENV, " ")
    if re.search(r"[$`\n\\]", lines):
        return None
    try:
        words = list(_words(lines))
    except ValueError:
        return None
    parsed = [_line(call) for call in _calls(words)]
    return tuple(line for line in parsed if line) if all(parsed) else None


def _words(lines: str) -> list[str]:
    lexer = shlex.shlex(lines, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    return list(lexer)


def _calls(words: list[str]) -> list[list[str]]:
    calls: list[list[str]] = [[]]
    for word in words:
        if word == "&&":
            calls.append([])
        else:
            calls[-1].append(word)
    return calls


def _line(words: list[str]) -> PipLine | None:
    if words[:4] != _INSTALL:
        return None
    requirements: list[str] = []
    switches: set[str] = set()
    options: list[tuple[str, str]] = []
    rest = iter(words[4:])
    for word in rest:
        if not word or set(word) <= _PUNCTUATION:
            return None
        name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if not word.startswith("-"):
            requirements.append(word)
        elif word in _SWITCHES:
            switches.add(_LONG.get(word, word))
        elif name in _WITH_VALUE:
            options.append((_LONG.get(name, name), value if equals else next(rest, "")))
        elif word not in _NO_EFFECT:
            return None
    return PipLine(tuple(requirements), frozenset(switches), tuple(dict.fromkeys(options)))
