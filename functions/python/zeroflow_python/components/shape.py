"""Recognises the command lines that kfp compiles for Python components (kfp contract, section 3.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zeroflow_python.components import pip_script
from zeroflow_python.components.pip_script import PipLine

_EXECUTOR = ["python3", "-m", "kfp.dsl.executor_main"]
_OLD_EXECUTOR = ["python3", "-m", "kfp.components.executor_main"]
_LAUNCH = re.compile(
    r'\s*program_path=\$\(mktemp -d\)\s+printf "%s" "\$0" > "\$program_path/ephemeral_component\.py"\s+'
    r"_KFP_RUNTIME=true python3 -m kfp\.(?:dsl|components)\.executor_main\s+"
    r'--component_module_path\s+"\$program_path/ephemeral_component\.py"\s+"\$@"\s*'
)
_FUNCTION = "--function_to_execute"
_INPUT = "--executor_input"


@dataclass(frozen=True)
class PythonComponent:
    """A Python function and what must be installed for it.

    `source` is the text of its module, or None if the image holds it and `kfp_config.ini` says where.
    """

    lines: tuple[PipLine, ...]
    source: str | None
    function: str


def recognise(command: list[str], args: list[str]) -> PythonComponent | None:
    """The Python component that the command line runs, or None if it runs anything else."""
    lines, rest = _installation(command)
    if lines is None:
        return None
    function = _function(args)
    if function is None:
        return None
    if rest in (_EXECUTOR, _OLD_EXECUTOR):
        return PythonComponent(lines, None, function)
    if len(rest) == 4 and rest[:2] == ["sh", "-ec"] and _LAUNCH.fullmatch(rest[2]):
        return PythonComponent(lines, rest[3], function)
    return None


def _installation(command: list[str]) -> tuple[tuple[PipLine, ...] | None, list[str]]:
    if command[:2] == ["sh", "-c"] and len(command) > 3:
        return pip_script.parse(command[2]), command[3:]
    return (), command


def _function(args: list[str]) -> str | None:
    """The function's name, if the arguments are exactly the two options of the executor."""
    if len(args) != 4:
        return None
    options = dict(zip(args[::2], args[1::2]))
    if set(options) != {_FUNCTION, _INPUT} or not options[_FUNCTION].isidentifier():
        return None
    return options[_FUNCTION]
