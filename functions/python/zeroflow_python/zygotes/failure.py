"""Turns what a component raises into an exit code and a report for the host."""

from __future__ import annotations

import atexit
import json
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from zeroflow_python.zygotes import kernel, program

_OURS = str(Path(__file__).resolve().parent)
_MAX_STACK = 8_192
_MAX_MESSAGE = 2_000


def reported(run: Callable[[], None], request: dict[str, Any]) -> int:
    """Runs, ends as an interpreter would, and returns the exit code."""
    try:
        run()
        code = 0
    except SystemExit as e:
        code = _exit_code(e, request["failure"])
    except program.ComponentMissing as e:
        print(e, file=sys.stderr)
        _write(request["failure"], {"message": str(e), "missing": True})
        code = 1
    except BaseException as e:
        kernel.lift_memory_limit()
        _report(e, request["failure"])
        code = 1
    return _finish(code)


def _exit_code(exited: SystemExit, path: str) -> int:
    if exited.code is None:
        return 0
    if isinstance(exited.code, int):
        return exited.code & 0xFF
    print(exited.code, file=sys.stderr)
    _write(path, {"message": str(exited.code)[:_MAX_MESSAGE], "stack": None, "memory": False})
    return 1


def _report(raised: BaseException, path: str) -> None:
    trace = "".join(traceback.format_exception(type(raised), raised, _users_part(raised.__traceback__)))
    sys.stderr.write(trace)
    message = "".join(traceback.format_exception_only(type(raised), raised)).strip()
    _write(
        path,
        {
            "message": message[:_MAX_MESSAGE],
            "stack": trace if len(trace) <= _MAX_STACK else "..." + trace[3 - _MAX_STACK :],
            "memory": isinstance(raised, MemoryError),
        },
    )


def _users_part(trace: TracebackType | None) -> TracebackType | None:
    """Frames of the component's module are its user's, and those before them nobody's business."""
    at = trace
    while at and Path(at.tb_frame.f_code.co_filename).stem != "ephemeral_component":
        at = at.tb_next
    if at:
        return at
    while trace and trace.tb_frame.f_code.co_filename.startswith(_OURS):
        trace = trace.tb_next
    return trace


def _write(path: str, report: dict[str, Any]) -> None:
    Path(path).write_text(json.dumps(report))


def _finish(code: int) -> int:
    """Waits for threads and runs exit handlers, as an interpreter does; the caller ends the process."""
    try:
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError):
                code = code or 1
    return code
