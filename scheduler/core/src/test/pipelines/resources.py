"""Resources, images and environment, as constants and from parameters, also inside groups.

The compiler names a parameter that only a resource uses without declaring it for the group
around the task.
"""

from kfp import dsl

import components as do


@dsl.pipeline(name="resources")
def pipeline(cpu: str = "500m", memory: str = "1Gi", gpu: str = "nvidia.com/gpu", image: str = do.IMAGE):
    """Asks for resources in every place."""
    fixed = do.say(text="fixed").set_cpu_request("1").set_cpu_limit("2")
    fixed.set_memory_request("512M").set_memory_limit("64Gi")
    fixed.set_accelerator_type("nvidia.com/gpu").set_accelerator_limit(1)
    fixed.set_env_variable("MODE", "fast").set_env_variable("EMPTY", "")
    do.say(text="given").set_cpu_limit(cpu).set_memory_limit(memory).set_accelerator_type(
        gpu
    ).set_accelerator_limit(2)
    do.say(text="image").set_container_image(image)
    do.say(text="made").set_memory_limit(do.say(text="2Gi").output)
    with dsl.ParallelFor([1, 2]) as n:
        do.add(a=n, b=1).set_cpu_limit(cpu)
    with dsl.If(memory == "1Gi"):
        do.say(text="in a condition").set_cpu_limit(cpu)
    with dsl.ExitHandler(do.say(text="exit")):
        do.say(text="guarded").set_memory_limit(memory)
        with dsl.ParallelFor([{"a": 1, "b": 2}]) as pair:
            do.add(a=pair.a, b=pair.b)
