"""Components that go wrong in every way."""

from typing import Any

from kfp import dsl


@dsl.component
def raise_deep(message: str):
    import json
    import sys

    def inner():
        json.loads(message)

    print("about to fail")
    print("on standard error", file=sys.stderr)
    inner()


@dsl.component
def wrong_type() -> int:
    return "text"  # type: ignore[return-value]


@dsl.component
def no_module():
    import zf_not_installed  # noqa: F401


@dsl.component
def ends_itself():
    import os
    import signal

    os.kill(os.getpid(), signal.SIGSEGV)


@dsl.component
def after() -> str:
    return "never"


@dsl.component
def talk(lines: int):
    import logging

    for n in range(lines):
        print(f"line {n} größe")
    logging.warning("a warning")


@dsl.pipeline(name="raises")
def raises():
    after().after(raise_deep(message="{not json"))


@dsl.pipeline(name="wrong-type")
def wrong():
    wrong_type()


@dsl.pipeline(name="no-module")
def module():
    no_module()


@dsl.pipeline(name="ends-itself")
def ends():
    ends_itself()


@dsl.pipeline(name="talks")
def talks():
    talk(lines=300)


CASES: dict[str, Any] = {
    "raises": (raises, {}),
    "wrong type": (wrong, {}),
    "no module": (module, {}),
    "ends itself": (ends, {}),
    "talks": (talks, {}),
}
