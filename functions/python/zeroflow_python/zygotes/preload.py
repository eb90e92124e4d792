"""Which modules a warm parent imports for its steps, and whether it stays fit to be forked."""

from __future__ import annotations

import ast
import contextlib
import importlib
import importlib.util
import os
import sys

from zeroflow_python.zygotes import kernel

NEVER = frozenset(
    {
        "cupy",
        "dask",
        "grpc",
        "horovod",
        "huggingface_hub",
        "ipykernel",
        "jax",
        "jaxlib",
        "jupyter_client",
        "matplotlib",
        "mlflow",
        "mxnet",
        "numba",
        "pyarrow",
        "pyspark",
        "ray",
        "tensorflow",
        "torch",
        "transformers",
        "triton",
        "wandb",
        "xgboost",
        "zmq",
    }
)
"""They start threads or GPU runtimes, or read HOME or variables of the step while they are imported."""

MAX_MODULES = 40


def load_executor() -> None:
    """Imports what every kfp component needs; a missing kfp is the step's error, not ours."""
    for name in ("kfp.dsl.executor", "kfp.dsl.kfp_config"):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def modules_of(source: str) -> list[str]:
    """Names of the installed modules that a component imports, anywhere in its source."""
    names: dict[str, None] = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names[node.module] = None
    return [name for name in names if _may_load(name)][:MAX_MODULES]


def load(names: list[str]) -> dict[str, list[str]]:
    """Imports the modules, and tells which of them leave this process fit to be forked."""
    good: list[str] = []
    for number, name in enumerate(names):
        # A module that spoils the process ends the round, as the ones after it would look bad too.
        if not _loads(name):
            return {"good": good, "bad": [name], "left": names[number + 1 :]}
        good.append(name)
    return {"good": good, "bad": [], "left": []}


def _may_load(name: str) -> bool:
    top = name.partition(".")[0]
    if top in NEVER or top in ("kfp", "zeroflow_python") or name in sys.modules:
        return False
    try:
        found = importlib.util.find_spec(top)
    except (ImportError, ValueError):
        return False
    origin = (found.origin if found else None) or ""
    return "site-packages" in origin or "dist-packages" in origin


def _loads(name: str) -> bool:
    try:
        importlib.import_module(name)
    except BaseException:
        return False
    if NEVER & {module.partition(".")[0] for module in sys.modules}:
        return False
    return kernel.threads() == 1 or _threads_end_at_fork()


def _threads_end_at_fork() -> bool:
    """Pools such as OpenBLAS's end before a fork and start again when they are used: then all is well."""
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return kernel.threads() == 1
