"""What is said to a tracking server: experiments, runs, metrics, searches and mistakes."""

from __future__ import annotations

from typing import Any

from tests.e2e.mlflow_conversation import API, NOBODY, Operation, get, post


def metrics(key: str, count: int) -> list[dict[str, Any]]:
    """Figures of many steps."""
    return [{"key": key, "value": i, "timestamp": 1700000000300 + i, "step": i} for i in range(count)]


BULK: dict[str, dict[str, Any]] = {
    "all": {"run_id": ["{r}"], "metric_key": "b"},
    "some": {"run_id": ["{r}"], "metric_key": "b", "max_results": 3},
    "no run": {"run_id": [NOBODY], "metric_key": "b"},
    "no runs": {"metric_key": "b"},
    "no key": {"run_id": ["{r}"]},
}

TRACKING = [
    get("default exp", "experiments/get", experiment_id="0"),
    post(
        "create exp",
        "experiments/create",
        {"name": "e-one", "tags": [{"key": "a", "value": "b"}]},
        keep=("e", "experiment_id"),
    ),
    post("create exp twice", "experiments/create", {"name": "e-one"}),
    post("create exp no name", "experiments/create", {}),
    post("create exp empty name", "experiments/create", {"name": ""}),
    post("create exp int name", "experiments/create", {"name": 5}),
    post(
        "create exp bad location",
        "experiments/create",
        {"name": "x-one", "artifact_location": "s3://b/../c"},
        differs="'..' is refused in every address",
    ),
    post(
        "create exp location",
        "experiments/create",
        {"name": "loc-one", "artifact_location": "s3://bucket/some"},
        keep=("el", "experiment_id"),
    ),
    get("get exp location", "experiments/get", experiment_id="{el}"),
    get("get exp", "experiments/get", experiment_id="{e}"),
    get("get exp missing", "experiments/get", experiment_id="99887766"),
    get("get exp nonnumeric", "experiments/get", experiment_id="abc"),
    get("get exp no id", "experiments/get"),
    get("by name", "experiments/get-by-name", experiment_name="e-one"),
    get("by name missing", "experiments/get-by-name", experiment_name="nopeone"),
    post("update exp", "experiments/update", {"experiment_id": "{e}", "new_name": "f-one"}),
    post("update exp missing", "experiments/update", {"experiment_id": "998877", "new_name": "g"}),
    post("update exp no name", "experiments/update", {"experiment_id": "{e}"}),
    post("set exp tag", "experiments/set-experiment-tag", {"experiment_id": "{e}", "key": "k", "value": "v"}),
    post("set exp tag no key", "experiments/set-experiment-tag", {"experiment_id": "{e}", "value": "v"}),
    post("set exp tag no value", "experiments/set-experiment-tag", {"experiment_id": "{e}", "key": "w"}),
    post("del exp tag", "experiments/delete-experiment-tag", {"experiment_id": "{e}", "key": "k"}),
    post("del exp tag again", "experiments/delete-experiment-tag", {"experiment_id": "{e}", "key": "k"}),
    post("search exp", "experiments/search", {"filter": "name = 'f-one'", "max_results": 5}),
    get("search exp get", "experiments/search", filter="name LIKE 'f-one%'", max_results=5),
    post(
        "search exp tag",
        "experiments/search",
        {"filter": "tags.a = 'b' AND name LIKE '%one'", "max_results": 5},
    ),
    post("search exp bad", "experiments/search", {"filter": "foo = 'b'", "max_results": 5}),
    post("search exp max 0", "experiments/search", {"max_results": 0}),
    post(
        "create run",
        "runs/create",
        {
            "experiment_id": "{e}",
            "user_id": "me",
            "start_time": 1700000000000,
            "run_name": "r1",
            "tags": [{"key": "t", "value": "1"}],
        },
        keep=("r", "run.info.run_id"),
    ),
    post("create run missing exp", "runs/create", {"experiment_id": "998877", "start_time": 1}),
    post(
        "create run names differ",
        "runs/create",
        {
            "experiment_id": "{e}",
            "run_name": "a",
            "start_time": 5,
            "tags": [{"key": "mlflow.runName", "value": "b"}],
        },
    ),
    post(
        "create run tag name",
        "runs/create",
        {
            "experiment_id": "{e}",
            "start_time": 1700000000001,
            "tags": [{"key": "mlflow.runName", "value": "bb"}],
        },
        keep=("r2", "run.info.run_id"),
    ),
    post("create run bad time", "runs/create", {"experiment_id": "{e}", "start_time": "abc"}),
    get("get run", "runs/get", run_id="{r}"),
    get("get run uuid", "runs/get", run_uuid="{r}"),
    get("get run missing", "runs/get", run_id=NOBODY),
    get("get run bad id", "runs/get", run_id="../etc"),
    get("get run none", "runs/get"),
    post(
        "log metric",
        "runs/log-metric",
        {"run_id": "{r}", "run_uuid": "{r}", "key": "m", "value": 0.5, "timestamp": 1700000000100, "step": 1},
    ),
    post(
        "log metric again",
        "runs/log-metric",
        {"run_id": "{r}", "key": "m", "value": 0.5, "timestamp": 1700000000100, "step": 1},
    ),
    post(
        "log metric nan",
        "runs/log-metric",
        {"run_id": "{r}", "key": "m", "value": "NaN", "timestamp": 1700000000200, "step": 2},
    ),
    post(
        "log metric inf",
        "runs/log-metric",
        {"run_id": "{r}", "key": "i", "value": "Infinity", "timestamp": 1700000000200, "step": 2},
    ),
    post(
        "log metric no step",
        "runs/log-metric",
        {"run_id": "{r}", "key": "n", "value": -3, "timestamp": 1700000000200},
    ),
    post(
        "log metric neg step",
        "runs/log-metric",
        {"run_id": "{r}", "key": "n", "value": -4, "timestamp": 1700000000200, "step": -5},
    ),
    post(
        "log metric string",
        "runs/log-metric",
        {"run_id": "{r}", "key": "n", "value": "abc", "timestamp": 1700000000200},
    ),
    post("log metric no ts", "runs/log-metric", {"run_id": "{r}", "key": "n", "value": 1}),
    post("log metric no key", "runs/log-metric", {"run_id": "{r}", "value": 1, "timestamp": 5}),
    post("log metric no value", "runs/log-metric", {"run_id": "{r}", "key": "n", "timestamp": 5}),
    post(
        "log metric bad key", "runs/log-metric", {"run_id": "{r}", "key": "../n", "value": 1, "timestamp": 5}
    ),
    post("log metric abs key", "runs/log-metric", {"run_id": "{r}", "key": "/n", "value": 1, "timestamp": 5}),
    post(
        "log metric slash key",
        "runs/log-metric",
        {"run_id": "{r}", "key": "a/b c.d-e:f", "value": 1, "timestamp": 5},
    ),
    post(
        "log metric odd key", "runs/log-metric", {"run_id": "{r}", "key": "a$b", "value": 1, "timestamp": 5}
    ),
    post(
        "log metric long key",
        "runs/log-metric",
        {"run_id": "{r}", "key": "k" * 251, "value": 1, "timestamp": 5},
    ),
    post(
        "log metric missing run",
        "runs/log-metric",
        {"run_id": NOBODY, "key": "n", "value": 1, "timestamp": 5},
    ),
    post("log param", "runs/log-parameter", {"run_id": "{r}", "key": "lr", "value": "0.1"}),
    post("log param same", "runs/log-parameter", {"run_id": "{r}", "key": "lr", "value": "0.1"}),
    post("log param other", "runs/log-parameter", {"run_id": "{r}", "key": "lr", "value": "0.2"}),
    post("log param empty", "runs/log-parameter", {"run_id": "{r}", "key": "emp", "value": ""}),
    post("log param none", "runs/log-parameter", {"run_id": "{r}", "key": "emp2"}),
    post("log param no key", "runs/log-parameter", {"run_id": "{r}", "value": "x"}),
    post("log param int", "runs/log-parameter", {"run_id": "{r}", "key": "int", "value": 5}),
    post("log param 6001", "runs/log-parameter", {"run_id": "{r}", "key": "big", "value": "x" * 6001}),
    post("log param 6000", "runs/log-parameter", {"run_id": "{r}", "key": "big", "value": "x" * 6000}),
    post("set tag", "runs/set-tag", {"run_id": "{r}", "key": "tt", "value": "vv"}),
    post("set tag again", "runs/set-tag", {"run_id": "{r}", "key": "tt", "value": "ww"}),
    post("set tag 8001", "runs/set-tag", {"run_id": "{r}", "key": "big", "value": "x" * 8001}),
    post("set tag no key", "runs/set-tag", {"run_id": "{r}", "value": "x"}),
    post("del tag", "runs/delete-tag", {"run_id": "{r}", "key": "tt"}),
    post("del tag again", "runs/delete-tag", {"run_id": "{r}", "key": "tt"}),
    post(
        "batch",
        "runs/log-batch",
        {
            "run_id": "{r}",
            "metrics": metrics("b", 10),
            "params": [{"key": f"p{i}", "value": str(i)} for i in range(5)],
            "tags": [{"key": "x", "value": "y"}],
        },
    ),
    post(
        "batch dup param",
        "runs/log-batch",
        {"run_id": "{r}", "params": [{"key": "q", "value": "1"}, {"key": "q", "value": "2"}]},
    ),
    post(
        "batch dup param same",
        "runs/log-batch",
        {"run_id": "{r}", "params": [{"key": "q1", "value": "1"}, {"key": "q1", "value": "1"}]},
    ),
    post(
        "batch dup tag",
        "runs/log-batch",
        {"run_id": "{r}", "tags": [{"key": "q", "value": "1"}, {"key": "q", "value": "2"}]},
    ),
    post("batch changed param", "runs/log-batch", {"run_id": "{r}", "params": [{"key": "lr", "value": "9"}]}),
    post("batch 1001", "runs/log-batch", {"run_id": "{r}", "metrics": metrics("b", 1001)}),
    post(
        "batch 101 params",
        "runs/log-batch",
        {"run_id": "{r}", "params": [{"key": f"zz{i}", "value": "1"} for i in range(101)]},
    ),
    post(
        "batch 101 tags",
        "runs/log-batch",
        {"run_id": "{r}", "tags": [{"key": f"zz{i}", "value": "1"} for i in range(101)]},
    ),
    post("batch empty", "runs/log-batch", {"run_id": "{r}"}),
    post("batch no run", "runs/log-batch", {}),
    post("batch missing run", "runs/log-batch", {"run_id": NOBODY}),
    post("batch metric no value", "runs/log-batch", {"run_id": "{r}", "metrics": [{"key": "b"}]}),
    get("history", "metrics/get-history", run_id="{r}", metric_key="m"),
    get("history b", "metrics/get-history", run_id="{r}", metric_key="b", max_results=3),
    get("history unknown key", "metrics/get-history", run_id="{r}", metric_key="zzz"),
    get("history unknown run", "metrics/get-history", run_id=NOBODY, metric_key="zzz"),
    get("history no key", "metrics/get-history", run_id="{r}"),
    *(
        Operation(
            f"spread {label}",
            "GET",
            API + "metrics/get-history-bulk-interval",
            None,
            {"run_ids": ["{r}"], "metric_key": "b", **rest},
        )
        for label, rest in {
            "all": {},
            "one": {"max_results": 1},
            "two": {"max_results": 2},
            "some": {"max_results": 7},
            "between": {"max_results": 3, "start_step": 1, "end_step": 4},
            "nowhere": {"start_step": 900, "end_step": 901},
            "backwards": {"start_step": 4, "end_step": 1},
            "half": {"start_step": 4},
            "none": {"max_results": 0},
            "too many": {"max_results": 2501},
        }.items()
    ),
    get("spread no runs", "metrics/get-history-bulk-interval", metric_key="b"),
    get("spread no key", "metrics/get-history-bulk-interval", run_ids=["{r}"]),
    get("spread no run", "metrics/get-history-bulk-interval", run_ids=[NOBODY], metric_key="b"),
    *(
        Operation(f"bulk {label}", "GET", "/ajax-api/2.0/mlflow/metrics/get-history-bulk", None, query)
        for label, query in BULK.items()
    ),
    get("history bad token", "metrics/get-history", run_id="{r}", metric_key="b", page_token="%%%"),
    get("get run full", "runs/get", run_id="{r}"),
    post("update run", "runs/update", {"run_id": "{r}", "status": "FINISHED", "end_time": 1700000001000}),
    post("update run name", "runs/update", {"run_id": "{r}", "run_name": "renamed"}),
    post(
        "update run bad status",
        "runs/update",
        {"run_id": "{r}", "status": "NOPE"},
        differs="a status that does not exist is refused, not overlooked",
    ),
    post("update run missing", "runs/update", {"run_id": NOBODY, "status": "FINISHED"}),
    get("get run renamed", "runs/get", run_id="{r}"),
    post("set runName tag", "runs/set-tag", {"run_id": "{r}", "key": "mlflow.runName", "value": "by tag"}),
    get("get run by tag", "runs/get", run_id="{r}"),
    post("search metrics.b > 3", "runs/search", {"experiment_ids": ["{e}"], "filter": "metrics.b > 3"}),
    post("search metrics.b = 9", "runs/search", {"experiment_ids": ["{e}"], "filter": "metrics.b = 9"}),
    post(
        "search params.lr = '0.1'", "runs/search", {"experiment_ids": ["{e}"], "filter": "params.lr = '0.1'"}
    ),
    post(
        "search params.lr LIKE '0%'",
        "runs/search",
        {"experiment_ids": ["{e}"], "filter": "params.lr LIKE '0%'"},
    ),
    post("search tags.x = 'y'", "runs/search", {"experiment_ids": ["{e}"], "filter": "tags.x = 'y'"}),
    post(
        "search attributes.status = 'FINISHED'",
        "runs/search",
        {"experiment_ids": ["{e}"], "filter": "attributes.status = 'FINISHED'"},
    ),
    post(
        "search status = 'RUNNING'",
        "runs/search",
        {"experiment_ids": ["{e}"], "filter": "status = 'RUNNING'"},
    ),
    post(
        "search run_name = 'by tag'",
        "runs/search",
        {"experiment_ids": ["{e}"], "filter": "run_name = 'by tag'"},
    ),
    post(
        "search attributes.run_id IN ('{r}')",
        "runs/search",
        {"experiment_ids": ["{e}"], "filter": "attributes.run_id IN ('{r}')"},
    ),
    post("search start_time > 0", "runs/search", {"experiment_ids": ["{e}"], "filter": "start_time > 0"}),
    post("search metrics.nope > 1", "runs/search", {"experiment_ids": ["{e}"], "filter": "metrics.nope > 1"}),
    post(
        "search params.nope != '1'",
        "runs/search",
        {"experiment_ids": ["{e}"], "filter": "params.nope != '1'"},
    ),
    post(
        "search tags.nope IS NULL", "runs/search", {"experiment_ids": ["{e}"], "filter": "tags.nope IS NULL"}
    ),
    post(
        "search tags.x IS NOT NULL",
        "runs/search",
        {"experiment_ids": ["{e}"], "filter": "tags.x IS NOT NULL"},
    ),
    post(
        "search metrics.b > 3 AND params.lr = '0.1'",
        "runs/search",
        {"experiment_ids": ["{e}"], "filter": "metrics.b > 3 AND params.lr = '0.1'"},
    ),
    post("search metrics.m > 0", "runs/search", {"experiment_ids": ["{e}"], "filter": "metrics.m > 0"}),
    post(
        "search `run name` = 'by tag'",
        "runs/search",
        {"experiment_ids": ["{e}"], "filter": "`run name` = 'by tag'"},
    ),
    post(
        "search attr.user_id = 'me'",
        "runs/search",
        {"experiment_ids": ["{e}"], "filter": "attr.user_id = 'me'"},
    ),
    post(
        "search bad metrics.b > 'x'", "runs/search", {"experiment_ids": ["{e}"], "filter": "metrics.b > 'x'"}
    ),
    post(
        "search bad params.lr > '1'", "runs/search", {"experiment_ids": ["{e}"], "filter": "params.lr > '1'"}
    ),
    post("search bad params.lr = 5", "runs/search", {"experiment_ids": ["{e}"], "filter": "params.lr = 5"}),
    post("search bad foo.bar = 1", "runs/search", {"experiment_ids": ["{e}"], "filter": "foo.bar = 1"}),
    post("search bad metrics.b", "runs/search", {"experiment_ids": ["{e}"], "filter": "metrics.b"}),
    post("search bad metrics.b = ", "runs/search", {"experiment_ids": ["{e}"], "filter": "metrics.b = "}),
    post("search bad 'a' = 'b'", "runs/search", {"experiment_ids": ["{e}"], "filter": "'a' = 'b'"}),
    post(
        "search bad metrics.b = 1 AND",
        "runs/search",
        {"experiment_ids": ["{e}"], "filter": "metrics.b = 1 AND"},
        differs="a filter that is cut off is refused",
    ),
    post("search bad tags.x = y", "runs/search", {"experiment_ids": ["{e}"], "filter": "tags.x = y"}),
    post(
        "search bad start_time = 'abc'",
        "runs/search",
        {"experiment_ids": ["{e}"], "filter": "start_time = 'abc'"},
    ),
    post("search bad status > 'A'", "runs/search", {"experiment_ids": ["{e}"], "filter": "status > 'A'"}),
    post("search bad run_id = {r}", "runs/search", {"experiment_ids": ["{e}"], "filter": "run_id = {r}"}),
    post(
        "search bad metrics.b IN (1,2)",
        "runs/search",
        {"experiment_ids": ["{e}"], "filter": "metrics.b IN (1,2)"},
    ),
    post("search order", "runs/search", {"experiment_ids": ["{e}"], "order_by": ["metrics.b DESC"]}),
    post("search order asc", "runs/search", {"experiment_ids": ["{e}"], "order_by": ["start_time ASC"]}),
    post("search order bad", "runs/search", {"experiment_ids": ["{e}"], "order_by": ["foo.x DESC"]}),
    post(
        "search order dup",
        "runs/search",
        {"experiment_ids": ["{e}"], "order_by": ["metrics.b", "metrics.b DESC"]},
        differs="500 would make clients repeat the request",
    ),
    post("search order bad dir", "runs/search", {"experiment_ids": ["{e}"], "order_by": ["metrics.b SIDE"]}),
    post("search max", "runs/search", {"experiment_ids": ["{e}"], "max_results": 1}),
    post("search max 0", "runs/search", {"experiment_ids": ["{e}"], "max_results": 0}),
    post("search max big", "runs/search", {"experiment_ids": ["{e}"], "max_results": 50001}),
    post("search none", "runs/search", {"experiment_ids": []}),
    post("search unknown exp", "runs/search", {"experiment_ids": ["99887766"]}),
    post("search bad token", "runs/search", {"experiment_ids": ["{e}"], "page_token": "abc"}),
    post("search view", "runs/search", {"experiment_ids": ["{e}"], "run_view_type": "DELETED_ONLY"}),
    post(
        "search bad view",
        "runs/search",
        {"experiment_ids": ["{e}"], "run_view_type": "FOO"},
        differs="a view that does not exist is refused, not overlooked",
    ),
    post("delete run", "runs/delete", {"run_id": "{r2}"}),
    post("delete run again", "runs/delete", {"run_id": "{r2}"}),
    get("get deleted", "runs/get", run_id="{r2}"),
    post("log to deleted", "runs/log-metric", {"run_id": "{r2}", "key": "m", "value": 1, "timestamp": 5}),
    post("param to deleted", "runs/log-parameter", {"run_id": "{r2}", "key": "m", "value": "1"}),
    post("tag to deleted", "runs/set-tag", {"run_id": "{r2}", "key": "m", "value": "1"}),
    post("update deleted", "runs/update", {"run_id": "{r2}", "status": "FINISHED"}),
    post("search deleted", "runs/search", {"experiment_ids": ["{e}"], "run_view_type": "DELETED_ONLY"}),
    post("restore run", "runs/restore", {"run_id": "{r2}"}),
    post("delete missing", "runs/delete", {"run_id": NOBODY}),
    post("delete exp", "experiments/delete", {"experiment_id": "{e}"}),
    post("delete exp again", "experiments/delete", {"experiment_id": "{e}"}),
    get("get exp deleted", "experiments/get", experiment_id="{e}"),
    get("by name deleted", "experiments/get-by-name", experiment_name="f-one"),
    post("create run in deleted", "runs/create", {"experiment_id": "{e}", "start_time": 1}),
    post(
        "update deleted exp",
        "experiments/update",
        {"experiment_id": "{e}", "new_name": "zzone"},
        differs="500 would make clients repeat the request",
    ),
    post(
        "tag deleted exp",
        "experiments/set-experiment-tag",
        {"experiment_id": "{e}", "key": "k", "value": "v"},
    ),
    post(
        "search exp deleted",
        "experiments/search",
        {"filter": "name = 'f-one'", "max_results": 5, "view_type": "DELETED_ONLY"},
    ),
    post("create exp with deleted name", "experiments/create", {"name": "f-one"}),
    post("restore exp", "experiments/restore", {"experiment_id": "{e}"}),
    post("restore exp missing", "experiments/restore", {"experiment_id": "998877"}),
    post("not json", "runs/create", "just text", differs="500 would make clients repeat the request"),
]
