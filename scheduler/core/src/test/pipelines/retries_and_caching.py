"""Retries of tasks and of nested pipelines, and every way to say whether to reuse outputs."""

from kfp import dsl

import components as do


@dsl.pipeline
def inner():
    """Fails."""
    do.fail(message="again").set_retry(num_retries=1)


@dsl.pipeline(name="retries-and-caching")
def pipeline():
    """Retries and reuses."""
    do.say(text="retried").set_retry(
        num_retries=3, backoff_duration="10s", backoff_factor=3.0, backoff_max_duration="1m"
    )
    inner().set_retry(num_retries=2)
    do.say(text="cached")
    do.say(text="not cached").set_caching_options(False)
    do.say(text="own key").set_caching_options(True, cache_key="v7")
