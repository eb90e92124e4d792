"""Components of every flavour; `record.py` compiles them with a real kfp SDK."""

import inspect
import json
import os
import sys
import tempfile
from typing import Dict, List, NamedTuple, Optional  # noqa: UP035

from kfp import dsl
from kfp.dsl import HTML, Artifact, Dataset, Input, InputPath, Metrics, Model, Output, OutputPath

HERE = os.path.dirname(os.path.abspath(__file__))


@dsl.component
def add(a: int, b: int) -> int:
    return a + b


@dsl.component
def echo(text: str) -> str:
    print(text)
    return text


@dsl.component
def echo_all(text: str, number: float, yes: bool, items: list, table: dict, missing: str = "default") -> dict:
    return {
        "text": text,
        "number": number,
        "yes": yes,
        "items": items,
        "table": table,
        "missing": missing,
    }


@dsl.component
def write_dataset(rows: int, data: Output[Dataset], scores: Output[Metrics], page: Output[HTML]):
    with open(data.path, "w") as out:
        out.write("x\n" * rows)
    data.metadata["rows"] = rows
    scores.log_metric("accuracy", 0.5)
    scores.log_metric("loss", float("nan"))
    with open(page.path, "w") as out:
        out.write("<p>hello</p>")


@dsl.component
def read_dataset(data: Input[Dataset]) -> str:
    with open(data.path) as source:
        text = source.read()
    with open(data.path, "a") as mine:
        mine.write("changed by the step")
    return text


@dsl.component
def read_path(data: InputPath("Dataset"), copy: OutputPath("Dataset"), count: OutputPath(int)):
    with open(data) as source, open(copy, "w") as out:
        text = source.read()
        out.write(text)
    with open(count, "w") as out:
        out.write(str(len(text)))


@dsl.component
def several(a: int) -> NamedTuple("Out", [("twice", int), ("name", str), ("parts", list)]):
    from collections import namedtuple

    return namedtuple("Out", ["twice", "name", "parts"])(2 * a, "n", [a, a])


@dsl.component
def write_folder(tree: Output[Model]):
    import os

    os.makedirs(os.path.join(tree.path, "a", "empty"))
    with open(os.path.join(tree.path, "a", "b.txt"), "w") as out:
        out.write("inner")
    with open(os.path.join(tree.path, "top.txt"), "w") as out:
        out.write("top")
    os.symlink("top.txt", os.path.join(tree.path, "link.txt"))


@dsl.component
def leak_folder(tree: Output[Model]):
    import os

    os.makedirs(tree.path)
    os.symlink("/etc/hostname", os.path.join(tree.path, "link.txt"))


@dsl.component
def read_folder(tree: Input[Model]) -> dict:
    import os

    found = {}
    for folder, _, names in os.walk(tree.path):
        for name in names:
            path = os.path.join(folder, name)
            with open(path) as source:
                found[os.path.relpath(path, tree.path)] = source.read()
    return found


@dsl.component
def read_many(parts: Input[List[Dataset]]) -> list:  # noqa: UP006
    return [open(part.path).read() for part in parts]


@dsl.component
def point_elsewhere(model: Output[Model], none: Output[Artifact]):
    model.uri = "s3://elsewhere/model"
    model.metadata["kept"] = True
    none.metadata["only"] = "metadata"


@dsl.component
def custom_path(model: Output[Model]):
    import os

    path = os.path.join(os.environ["HOME"], "somewhere.bin")
    with open(path, "w") as out:
        out.write("custom")
    getattr(model, "set_path", lambda p: setattr(model, "custom_path", p))(path)


@dsl.component
def no_output() -> str:
    import os

    os._exit(0)


@dsl.component
def raise_error(message: str):
    def inner():
        raise ValueError(message)

    print("before")
    inner()


@dsl.component
def exit_with(how: str, code: int = 0):
    import os
    import sys

    if how == "sys":
        sys.exit(code)
    if how == "text":
        sys.exit("told by the step")
    if how == "os":
        os._exit(code)
    if how == "segfault":
        import ctypes

        ctypes.string_at(0)
    os.kill(os.getpid(), code)


@dsl.component
def allocate(megabytes: int) -> int:
    return len(bytearray(megabytes << 20))


@dsl.component
def sleep(seconds: float, ready: str = "", stubborn: bool = False, child: bool = False) -> str:
    import os
    import signal
    import subprocess
    import time

    if stubborn:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if child:
        subprocess.Popen(["sleep", "300"], start_new_session=True)
    if ready:
        with open(ready + ".part", "w") as out:
            out.write(str(os.getpid()))
        os.rename(ready + ".part", ready)
    time.sleep(seconds)
    return "slept"


@dsl.component
def leave_children(ready: str) -> int:
    import os
    import subprocess

    quiet = {"stdin": subprocess.DEVNULL}
    subprocess.Popen(["sleep", "301"], **quiet)
    subprocess.Popen(
        ["sh", "-c", "setsid sleep 302 & setsid sh -c 'sleep 303 & sleep 304' &"], **quiet
    ).wait()
    return os.getpid()


@dsl.component
def flood(lines: int, width: int):
    for _ in range(lines):
        print("x" * width)


@dsl.component
def strange_output():
    import os
    import sys

    os.write(1, b"caf\xe9 \xff\n")
    os.write(1, b"no end of line")
    sys.stderr.write("to error\n")


@dsl.component
def look_around() -> dict:
    import os
    import sys
    import tempfile

    state = sys.modules["kfp"]
    before = getattr(state, "left_behind", None)
    state.left_behind = "by an earlier step"
    return {
        "before": before,
        "environment": dict(os.environ),
        "cwd": os.getcwd(),
        "temporary": tempfile.gettempdir(),
        "files": sorted(os.listdir(os.path.dirname(os.getcwd()))),
        "descriptors": sorted(
            os.readlink(f"/proc/self/fd/{n}")
            for n in os.listdir("/proc/self/fd")
            if n > "2" and os.path.exists(f"/proc/self/fd/{n}")
        ),
        "umask": os.umask(0o022),
        "leader": os.getsid(0) == os.getpid() == os.getpgid(0),
        "argv": sys.argv,
        "interpreter": sys.executable,
    }


@dsl.component
def say_secret():
    import os

    print("the secret is", os.environ["DB_PASSWORD"], "and", os.environ["NOT_HIDDEN"])
    raise RuntimeError("refused: " + os.environ["DB_PASSWORD"])


@dsl.component
def random_number() -> float:
    import random

    return random.random()


@dsl.component(packages_to_install=["zf-tiny==1.0"])
def use_tiny() -> str:
    import zf_tiny

    return zf_tiny.ANSWER


@dsl.component(packages_to_install=["zf-tiny==2.0"])
def use_tiny_2() -> str:
    import subprocess

    import zf_tiny

    return zf_tiny.ANSWER + subprocess.run(["zf-tiny"], stdout=subprocess.PIPE, text=True).stdout


@dsl.component(packages_to_install=["zf-missing==9.9"])
def use_missing() -> str:
    return ""


@dsl.component(packages_to_install=["zf-threads==1.0", "zf-tiny==1.0"])
def use_threads() -> str:
    import zf_threads
    import zf_tiny

    return zf_threads.NAME + zf_tiny.ANSWER


@dsl.component(packages_to_install=["it's", 'quo"ted; python_version<"3"', "extra[one,two]>=1,<2"])
def quoted_packages(a: int) -> int:
    return a


@dsl.component(
    packages_to_install=["zf-tiny"],
    pip_index_urls=["https://user:secret@index.example/simple", "http://other.example/simple"],
)
def private_index(a: int) -> int:
    return a


@dsl.component(packages_to_install=["kfp==2.17.0", "zf-tiny"])
def own_kfp(a: int) -> int:
    return a


@dsl.component(install_kfp_package=False)
def no_kfp_line(a: int) -> int:
    return a + 1


@dsl.component(base_image="example/base", target_image="example/built")
def containerized(a: int) -> int:
    return a + 100


@dsl.component(kfp_package_path="git+https://example.org/kfp@main#subdirectory=sdk")
def kfp_from_git(a: int) -> int:
    return a


def newer_components() -> dict:
    """Flavours that older SDKs do not have."""
    made = {}
    known = inspect.signature(dsl.component).parameters

    if "pip_trusted_hosts" in known:

        def trusted(a: int) -> int:
            return a

        made["trusted_hosts"] = dsl.component(
            packages_to_install=["zf-tiny"],
            pip_index_urls=["https://index.example/simple"],
            pip_trusted_hosts=["index.example"],
        )(trusted)
    if "use_venv" in known:

        def in_venv(a: int) -> int:
            return a + 2

        made["use_venv"] = dsl.component(use_venv=True)(in_venv)
        made["use_venv_with_packages"] = dsl.component(use_venv=True, packages_to_install=["zf-tiny"])(
            in_venv
        )
    if "additional_funcs" in known:

        def twice(a: int) -> int:
            return 2 * a

        def with_more(a: int) -> int:
            return twice(a)

        made["additional_funcs"] = dsl.component(additional_funcs=[twice])(with_more)
    if "embedded_artifact_path" in known:

        def embedded(asset: dsl.EmbeddedInput[dsl.Dataset]) -> str:
            with open(asset.path) as source:
                return source.read()

        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "asset.txt")
            with open(path, "w") as out:
                out.write("embedded text")
            made["embedded"] = dsl.component(embedded_artifact_path=path)(embedded)
    if hasattr(dsl, "notebook_component"):

        def notebook(text: str):
            dsl.run_notebook(text=text)

        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "book.ipynb")
            with open(path, "w") as out:
                json.dump({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, out)
            made["notebook"] = dsl.notebook_component(notebook_path=path)(notebook)
    return made


def all_components() -> Dict[str, object]:  # noqa: UP006
    """Every component by name."""
    module = sys.modules[__name__]
    own = {
        name: value
        for name, value in vars(module).items()
        if hasattr(value, "component_spec") and hasattr(value, "python_func")
    }
    return {**own, **newer_components()}


__all__ = ["Optional", "all_components"]
