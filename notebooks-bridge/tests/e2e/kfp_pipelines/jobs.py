"""Steps that may take longer than a request, so that each is a job."""

from kfp import dsl, kubernetes

from tests.e2e.kfp_pipelines.interrupted import work

LONG_SECONDS = 7200


@dsl.container_component
def add(a: int, b: int, sum: dsl.OutputPath(int)):
    return dsl.ContainerSpec(
        image="zeroflow/tasks:0.1.0",
        args=["--function", "add", "--executor_input", dsl.PIPELINE_TASK_EXECUTOR_INPUT_PLACEHOLDER],
    )


@dsl.component
def where(text: str, note: dsl.Output[dsl.Dataset]) -> list:
    import os

    with open(note.path, "w") as out:
        out.write(text.upper())
    print(f"wrote {text}")
    ancestors, pid = [], os.getppid()
    while pid > 1:
        with open(f"/proc/{pid}/environ", "rb") as environ:
            variables = environ.read().split(b"\0")
        ancestors += [one.decode() for one in variables if one.startswith(b"ZEROFLOW_EVENT_FILE=")]
        with open(f"/proc/{pid}/stat") as stat:
            pid = int(stat.read().rpartition(")")[2].split()[1])
    return ancestors


@dsl.pipeline(name="jobs")
def jobs(text: str):
    first = add(a=2, b=3)
    kubernetes.set_timeout(first, seconds=LONG_SECONDS)
    second = where(text=text).after(first)
    kubernetes.set_timeout(second, seconds=LONG_SECONDS)
    where(text=text)


@dsl.pipeline(name="interrupted-job")
def interrupted_job(folder: str):
    worked = work(folder=folder, text="abc")
    kubernetes.set_timeout(worked, seconds=LONG_SECONDS)
