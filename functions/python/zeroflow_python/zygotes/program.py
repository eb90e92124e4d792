"""What a step runs: a component's function by kfp's executor, or a command."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import json
import logging
import os
import signal
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

_MODULE = "ephemeral_component"
_CONFIG = "kfp_config.ini"
_REHEARSAL = b"def rehearse(number: int) -> int:\n    return number\n"
_REHEARSED = """{"inputs": {"parameterValues": {"number": 1}},
 "outputs": {"parameters": {"Output": {"outputFile": "/dev/null"}}, "outputFile": "/dev/null"}}"""


class ComponentMissing(Exception):
    """The image of a component is not here, or does not hold it; the message says what to do."""

    def __init__(self, function: str, reason: str):
        super().__init__(
            f"The code of the component {function} lies in its target_image, and {reason}: put {_CONFIG} "
            "and the modules that it names there, as `kfp component build` makes them, or leave "
            "target_image out, so that the pipeline brings the code."
        )


def run_component(request: dict[str, Any]) -> None:
    """Runs the function as `kfp.dsl.executor_main` does, without its own log lines."""
    os.environ["_KFP_RUNTIME"] = "true"
    _set_up_logging()
    executor = importlib.import_module("kfp.dsl.executor")
    function, folder = request["function"], request["folder"]
    if request["source"] is None:
        path = _configured(function)
    else:
        path = Path(folder) / f"{_MODULE}.py"
        path.write_text(request["source"], encoding="utf-8", errors="surrogatepass")
    sys.argv = [
        str(executor.__file__).replace("executor.py", "executor_main.py"),
        *("--component_module_path", str(path), "--function_to_execute", function),
    ]
    module = _run_module(path, path.read_bytes())
    if request["source"] is None and not hasattr(module, function):
        raise ComponentMissing(function, f"{path} does not define it")
    executor.Executor(
        executor_input=request["executorInput"], function_to_execute=getattr(module, function)
    ).execute()


def rehearse() -> None:
    """Runs a component of ours that leaves nothing, if kfp is here.

    Memory that a component writes to is then this process's own: the kernel copies it before a step waits.
    """
    executor = sys.modules.get("kfp.dsl.executor")
    if not executor:
        return
    before = list(sys.path)
    with contextlib.suppress(Exception):
        module = _run_module(Path(os.devnull) / "rehearsal.py", _REHEARSAL)
        executor.Executor(
            executor_input=json.loads(_REHEARSED), function_to_execute=module.rehearse
        ).execute()
    sys.path[:] = before
    sys.modules.pop("rehearsal", None)


def execute(request: dict[str, Any]) -> int:
    """Becomes the command; returns only if the kernel refuses, after reporting why."""
    for number in (signal.SIGINT, signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    try:
        os.execvpe(request["argv"][0], request["argv"], request["environment"])
    except OSError as e:
        report = {"errno": e.errno, "message": f"{request['argv'][0]}: {e.strerror}"}
        Path(request["failure"]).write_text(json.dumps(report))
    return 127


def _set_up_logging() -> None:
    form = "[KFP Executor %(asctime)s %(levelname)s]: %(message)s"
    logging.basicConfig(stream=sys.stdout, format=form, level=logging.INFO)


def _configured(function: str) -> Path:
    config = importlib.import_module("kfp.dsl.kfp_config")
    if not Path(_CONFIG).is_file():
        raise ComponentMissing(function, f"there is no {_CONFIG} in {os.getcwd()}")
    found = config.KFPConfig().get_components()
    if function not in found:
        raise ComponentMissing(function, f"{_CONFIG} in {os.getcwd()} does not name it")
    path = Path(found[function]).absolute()
    if not path.is_file():
        raise ComponentMissing(function, f"{path}, where {_CONFIG} says that it is, is no file")
    return path


def _run_module(path: Path, source: bytes) -> ModuleType:
    name = path.stem
    spec = importlib.util.spec_from_file_location(name, path)
    if not spec or not spec.loader:
        raise ImportError(f"{path} is no Python module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    sys.path.insert(0, str(path.parent))
    # Compiled here and not by the loader, which would write a cache file that nobody reads again.
    exec(compile(source, str(path), "exec", dont_inherit=True), module.__dict__)
    return module
