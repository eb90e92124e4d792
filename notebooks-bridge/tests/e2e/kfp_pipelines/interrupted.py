"""A step that is still at work when its server is killed."""

from kfp import dsl


@dsl.component
def begin(folder: str, text: str) -> str:
    with open(f"{folder}/begun", "a") as marks:
        marks.write("x")
    return text


@dsl.component
def work(folder: str, text: str, note: dsl.Output[dsl.Dataset]) -> str:
    import os
    import time

    with open(f"{folder}/worked", "a") as marks:
        marks.write("x")
    print(f"at work on {text}")
    if os.path.getsize(f"{folder}/worked") == 1:
        time.sleep(300)
    with open(note.path, "w") as out:
        out.write(text.upper())
    return text[::-1]


@dsl.component
def finish(text: str, note: dsl.Input[dsl.Dataset]) -> str:
    with open(note.path) as source:
        return text + source.read()


@dsl.pipeline(name="interrupted")
def interrupted(folder: str):
    begun = begin(folder=folder, text="abc")
    worked = work(folder=folder, text=begun.output)
    finish(text=worked.outputs["Output"], note=worked.outputs["note"])
