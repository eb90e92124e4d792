"""Settings for a cluster: time limits, which hold anywhere, and others that do not."""

from kfp import dsl, kubernetes

import components as do


@dsl.pipeline(
    name="kubernetes-settings",
    pipeline_config=dsl.PipelineConfig(active_deadline_seconds=3600, ttl_seconds_after_finished=60),
)
def pipeline():
    """Limits the time of a task and of the run."""
    limited = do.say(text="quickly")
    kubernetes.set_timeout(limited, seconds=20)
    kubernetes.use_secret_as_env(limited, secret_name="s", secret_key_to_env={"key": "KEY"})
    kubernetes.add_node_selector(limited, label_key="disk", label_value="fast")
    kubernetes.set_image_pull_policy(limited, "Always")
    do.say(text="slowly")
