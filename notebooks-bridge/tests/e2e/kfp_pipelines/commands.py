"""Components that are commands, and Python that lies in an image."""

from typing import Any

from kfp import dsl
from kfp.dsl import (
    Artifact,
    ConcatPlaceholder,
    ContainerSpec,
    IfPresentPlaceholder,
    Input,
    Output,
    OutputPath,
)


@dsl.container_component
def shout(text: str, times: int, note: Output[Artifact], length: OutputPath(int)):
    script = (
        'mkdir -p "$(dirname "$1")" "$(dirname "$2")"; for i in $(seq "$3"); do echo "$0!"; done > "$1"; '
        'echo "said $0"; wc -c < "$1" > "$2"'
    )
    return ContainerSpec(image="alpine", command=["sh", "-c", script], args=[text, note.path, length, times])


@dsl.container_component
def count_lines(note: Input[Artifact], lines: OutputPath(int), prefix: str = "", suffix: str = "none"):
    return ContainerSpec(
        image="alpine",
        command=["sh", "-c", 'echo "args: $@"; mkdir -p "$(dirname "$1")"; wc -l < "$0" > "$1"'],
        args=[
            note.path,
            lines,
            ConcatPlaceholder(["--prefix=", prefix, "/", suffix]),
            IfPresentPlaceholder("suffix", then=["--suffix", suffix], else_=["--no-suffix"]),
        ],
    )


@dsl.container_component
def leave(code: int):
    return ContainerSpec(image="alpine", command=["sh", "-c", 'echo "leaving" >&2; exit "$0"'], args=[code])


@dsl.container_component
def missing():
    return ContainerSpec(image="example/tool:1", command=["zf-no-such-program"])


@dsl.pipeline(name="commands")
def commands():
    said = shout(text='größe; $(id) "x"', times=3)
    count_lines(note=said.outputs["note"], prefix="a b")


@dsl.pipeline(name="command-fails")
def command_fails():
    leave(code=3)


@dsl.pipeline(name="command-missing")
def command_missing():
    missing()


CASES: dict[str, Any] = {
    "commands": (commands, {}),
    "command fails": (command_fails, {}),
    "command missing": (command_missing, {}),
}
