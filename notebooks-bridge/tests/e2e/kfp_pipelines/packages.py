"""Components that bring packages, code and files along. INDEX is a package index that has zf-tiny."""

import os
from pathlib import Path
from typing import Any

from kfp import dsl

INDEX = os.environ["TINY_INDEX"]
ASSETS = str(Path(__file__).parent / "assets")


def double(value: int) -> int:
    return 2 * value


@dsl.component(packages_to_install=["zf-tiny==1.0"], pip_index_urls=[INDEX], pip_trusted_hosts=["127.0.0.1"])
def of_one() -> str:
    import zf_tiny

    return zf_tiny.ANSWER


@dsl.component(packages_to_install=["zf-tiny>1"], pip_index_urls=[INDEX], pip_trusted_hosts=["127.0.0.1"])
def of_newer(word: str) -> str:
    import zf_tiny

    return f"{word} {zf_tiny.ANSWER}"


@dsl.component(
    packages_to_install=["zf-tiny==1.0"],
    pip_index_urls=[INDEX],
    pip_trusted_hosts=["127.0.0.1"],
    use_venv=True,
)
def of_its_own() -> list:
    import sys

    import zf_tiny

    return [zf_tiny.ANSWER, sys.prefix != sys.base_prefix]


@dsl.component(
    packages_to_install=["zf-no-such-package"], pip_index_urls=[INDEX], pip_trusted_hosts=["127.0.0.1"]
)
def of_nothing():
    pass


@dsl.component(packages_to_install=["iniconfig==2.0.0"])
def of_public() -> str:
    import iniconfig

    return iniconfig.IniConfig("x.ini", data="[a]\nb = c\n")["a"]["b"]


@dsl.component(additional_funcs=[double])
def with_functions(value: int) -> int:
    return double(value) + 1


@dsl.component(embedded_artifact_path=ASSETS)
def with_files(assets: dsl.EmbeddedInput[dsl.Dataset]) -> str:
    from pathlib import Path

    return (Path(assets.path) / "words.txt").read_text()


@dsl.pipeline(name="packages")
def packages():
    of_one()
    of_newer(word="got")
    of_its_own()
    of_public()
    with_functions(value=20)
    with_files()


@dsl.pipeline(name="no-such-package")
def no_such_package():
    of_nothing()


@dsl.pipeline(name="packages-once-more")
def once_more():
    of_newer(word="again")


CASES: dict[str, Any] = {"packages": (packages, {}), "no such package": (no_such_package, {})}
AGAIN: dict[str, Any] = {"packages": (once_more, {})}
