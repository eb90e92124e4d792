"""Every placeholder: alone and inside text of constants, and in command lines."""

from kfp import dsl
from kfp.dsl import ContainerSpec, Dataset, Input, Output, OutputPath

import components as do
from components import IMAGE


@dsl.container_component
def everything(n: int, table: Input[Dataset], copy: Output[Dataset], score: OutputPath(float)):
    """Names all that a command line can name."""
    return ContainerSpec(
        image=IMAGE,
        command=["run", "echo $(whoami)"],
        args=[
            "--function",
            "everything",
            n,
            f"n={n}",
            table.uri,
            table.path,
            table.metadata,
            table.metadata["rows"],
            copy.uri,
            copy.path,
            copy.metadata,
            score,
            dsl.PIPELINE_TASK_EXECUTOR_OUTPUT_PATH_PLACEHOLDER,
            dsl.PIPELINE_TASK_EXECUTOR_INPUT_PLACEHOLDER,
            f"{dsl.PIPELINE_ROOT_PLACEHOLDER}/{dsl.PIPELINE_JOB_ID_PLACEHOLDER}",
        ],
    )


@dsl.pipeline(
    name="placeholders",
    pipeline_config=dsl.PipelineConfig(workspace=dsl.WorkspaceConfig(size="1Gi")),
)
def pipeline(name: str = "{{$.pipeline_job_name}} is a value"):
    """Says all that a run knows about itself."""
    for fact in (
        dsl.PIPELINE_JOB_NAME_PLACEHOLDER,
        dsl.PIPELINE_JOB_RESOURCE_NAME_PLACEHOLDER,
        dsl.PIPELINE_JOB_ID_PLACEHOLDER,
        dsl.PIPELINE_TASK_NAME_PLACEHOLDER,
        dsl.PIPELINE_TASK_ID_PLACEHOLDER,
        dsl.PIPELINE_ROOT_PLACEHOLDER,
        dsl.PIPELINE_JOB_CREATE_TIME_UTC_PLACEHOLDER,
        dsl.PIPELINE_JOB_SCHEDULE_TIME_UTC_PLACEHOLDER,
        dsl.WORKSPACE_PATH_PLACEHOLDER,
    ):
        do.say(text=fact)
    do.say(text=f"run {dsl.PIPELINE_JOB_ID_PLACEHOLDER} of {name}, {{braces}}")
    do.settings(learning_rate=0.1)
    do.describe(
        text=name,
        whole=1,
        real=1.0,
        flag=True,
        items=[dsl.PIPELINE_JOB_NAME_PLACEHOLDER, ["deep", dsl.PIPELINE_TASK_NAME_PLACEHOLDER]],
        struct={"root": dsl.PIPELINE_ROOT_PLACEHOLDER},
    )
    everything(n=3, table=do.make_table(rows=1).output)
