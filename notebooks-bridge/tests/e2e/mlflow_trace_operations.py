"""What is said to a tracking server about traces and what is said of them."""

from __future__ import annotations

from typing import Any

from tests.e2e.mlflow_conversation import API, NOBODY, Operation, get, post

V3 = "/api/3.0/mlflow/traces"
ONE, TWO, THREE = (f"tr-{digit * 32}" for digit in "abc")
UNKNOWN = f"tr-{'0' * 32}"
NOWHERE = {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "998877"}}
HERE = {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "{te}"}}


def info(trace: str, **rest: Any) -> dict[str, Any]:
    """What a client tells when a trace has ended."""
    fields = {
        "trace_id": trace,
        "trace_location": HERE,
        "request_time": "2026-01-02T03:04:05.006Z",
        "execution_duration": "1.250s",
        "state": "OK",
    }
    return {"trace": {"trace_info": fields | rest}}


def start(label: str, body: Any, **rest: Any) -> Operation:
    """A trace that is told."""
    return Operation(label, "POST", V3, body, **rest)


def read(label: str, path: str, **query: Any) -> Operation:
    """A read below the newer release of the API."""
    return Operation(label, "GET", V3 + path, None, query)


def search(filter_string: str = "", **rest: Any) -> Operation:
    """A search in the experiment."""
    body = {"locations": [HERE], "filter": filter_string} | rest
    return Operation(f"search {filter_string} {rest}", "POST", f"{V3}/search", body)


def tag(
    label: str, method: str, trace: str, body: Any, base: str = f"{API}traces", differs: str = ""
) -> Operation:
    """A change of a tag."""
    return Operation(label, method, f"{base}/{trace}/tags", body, differs=differs)


def said(name: str, **rest: Any) -> dict[str, Any]:
    """An assessment."""
    source = {"source_type": "HUMAN", "source_id": "me"}
    times = dict.fromkeys(("create_time", "last_update_time"), "2026-01-02T03:04:05Z")
    return {"assessment": {"assessment_name": name, "source": source, "valid": True} | times | rest}


def say(label: str, trace: str, body: Any, **rest: Any) -> Operation:
    """Something that is said of a trace."""
    return Operation(label, "POST", f"{V3}/{trace}/assessments", body, **rest)


TRACES = [
    post("experiment", "experiments/create", {"name": "told traces"}, keep=("te", "experiment_id")),
    post(
        "run",
        "runs/create",
        {"experiment_id": "{te}", "start_time": 1700000000000, "run_name": "traces"},
        keep=("tr", "run.info.run_id"),
    ),
    start(
        "start",
        info(
            ONE,
            request_preview="in",
            response_preview="out",
            client_request_id="mine",
            tags={"mlflow.traceName": "one", "team": "x"},
            trace_metadata={"mlflow.user": "me", "mlflow.sourceRun": "{tr}"},
        ),
    ),
    start(
        "start with error",
        info(TWO, state="ERROR", request_time="2026-01-02T03:04:06Z", execution_duration="2s"),
    ),
    start(
        "start and go on",
        {
            "trace": {
                "trace_info": {
                    "trace_id": THREE,
                    "trace_location": HERE,
                    "request_time": "2026-01-02T03:04:07Z",
                    "state": "IN_PROGRESS",
                    "tags": {"mlflow.traceName": "three", "team": "y"},
                }
            }
        },
    ),
    start("start nothing", {}),
    start("start nowhere", info(UNKNOWN, trace_location=NOWHERE)),
    read("info", f"/{ONE}"),
    read("info of one that goes on", f"/{THREE}"),
    read("info unknown", f"/{UNKNOWN}"),
    read("get unknown", "/get", trace_id=UNKNOWN),
    Operation("infos", "POST", f"{V3}/batchGetInfos", {"trace_ids": [TWO, UNKNOWN, ONE]}),
    Operation("infos of nothing", "POST", f"{V3}/batchGetInfos", {"trace_ids": []}),
    read("batch unknown", "/batchGet", trace_ids=[UNKNOWN]),
    *(
        search(text)
        for text in (
            "",
            "status = 'OK'",
            "trace.status != 'OK'",
            "status IN ('OK', 'ERROR')",
            "timestamp_ms > 1767323045006",
            "timestamp_ms >= 1767323045006 AND timestamp_ms < 1767323047000",
            "timestamp <= 1767323046000",
            "execution_time_ms > 1500",
            "execution_time = 1250",
            "end_time_ms <= 1767323046256",
            "name = 'one'",
            "name LIKE '%e'",
            "name ILIKE 'T%'",
            "name RLIKE '^t'",
            "client_request_id = 'mine'",
            f"request_id = '{ONE}'",
            "tags.team = 'x'",
            "tag.team != 'x'",
            "tags.team IS NULL",
            "tags.team IS NOT NULL",
            "metadata.mlflow.user = 'me'",
            "request_metadata.`mlflow.user` LIKE 'm%'",
            "metadata.nothing IS NULL",
            "run_id = '{tr}'",
            "attributes.status = 'OK' AND tags.team = 'x'",
            "span.name = 'x'",
            "feedback.none = 'x'",
            "nothing = 'x'",
            "span.nothing = 'x'",
            "status > 'OK'",
            "tags.team >",
            "metrics.a > 1",
        )
    ),
    *(
        search(order_by=[order])
        for order in ("timestamp_ms ASC", "execution_time_ms DESC", "status", "name DESC", "tags.team")
    ),
    Operation(
        "search by a time that is none",
        "POST",
        f"{V3}/search",
        {"locations": [HERE], "filter": "timestamp_ms = 'x'"},
        differs="what is no number is no time",
    ),
    search(order_by=["nothing DESC"]),
    search(max_results=2),
    search(max_results=501),
    Operation("search nowhere", "POST", f"{V3}/search", {"locations": []}),
    tag("set tag", "PATCH", ONE, {"key": "later", "value": "yes"}),
    tag("set tag of the other release", "PATCH", ONE, {"key": "more", "value": "yes"}, V3),
    tag("set tag again", "PATCH", ONE, {"key": "later", "value": "no"}),
    tag("set no tag", "PATCH", ONE, {"value": "no"}),
    tag(
        "set tag of nothing",
        "PATCH",
        UNKNOWN,
        {"key": "later", "value": "yes"},
        differs="what is not there is not found",
    ),
    tag("set our tag", "PATCH", ONE, {"key": "mlflow.trace.spansLocation", "value": "yes"}),
    read("with tags", f"/{ONE}"),
    tag("remove tag", "DELETE", ONE, {"key": "later"}),
    tag("remove tag again", "DELETE", ONE, {"key": "later"}),
    tag("remove tag of nothing", "DELETE", UNKNOWN, {"key": "later"}),
    say(
        "feedback",
        ONE,
        said("quality", feedback={"value": 0.5}, rationale="so so", metadata={"a": "1"}),
        keep=("quality", "assessment.assessment_id"),
    ),
    say("text", ONE, said("tone", feedback={"value": "kind"}), keep=("tone", "assessment.assessment_id")),
    say(
        "expectation",
        ONE,
        said(
            "answer",
            expectation={"serialized_value": {"serialization_format": "JSON_FORMAT", "value": '{"x": 1}'}},
        ),
        keep=("answer", "assessment.assessment_id"),
    ),
    say("of nothing", UNKNOWN, said("quality", feedback={"value": 0.5})),
    say("nothing", ONE, {}),
    read("feedback again", f"/{ONE}/assessments/" + "{quality}"),
    read("unknown feedback", f"/{ONE}/assessments/a-{NOBODY}"),
    Operation(
        "change feedback",
        "PATCH",
        f"{V3}/{ONE}/assessments/" + "{quality}",
        {
            "assessment": {"feedback": {"value": 0.75}, "rationale": "better", "metadata": {"b": "2"}},
            "update_mask": "feedback,rationale,metadata",
        },
    ),
    Operation(
        "change feedback to an expectation",
        "PATCH",
        f"{V3}/{ONE}/assessments/" + "{quality}",
        {"assessment": {"expectation": {"value": 1}}, "update_mask": "expectation"},
    ),
    *(
        search(text)
        for text in (
            "feedback.quality > 0.5",
            "feedback.quality < 0.5",
            "feedback.tone = 'kind'",
            "feedback.tone != 'kind'",
            "feedback.tone LIKE '%in%'",
            "feedback.tone IS NOT NULL",
            "feedback.tone IS NULL",
            "expectation.answer LIKE '%x%'",
        )
    ),
    Operation("delete feedback", "DELETE", f"{V3}/{ONE}/assessments/" + "{quality}", {}),
    Operation("delete feedback again", "DELETE", f"{V3}/{ONE}/assessments/" + "{quality}", {}),
    read("deleted feedback", f"/{ONE}/assessments/" + "{quality}"),
    post("link", "traces/link-to-run", {"trace_ids": [TWO, UNKNOWN], "run_id": "{tr}"}),
    post("link again", "traces/link-to-run", {"trace_ids": [TWO], "run_id": "{tr}"}),
    post("link too many", "traces/link-to-run", {"trace_ids": [TWO] * 101, "run_id": "{tr}"}),
    post(
        "link with no run",
        "traces/link-to-run",
        {"trace_ids": [TWO], "run_id": NOBODY},
        differs="a run that is not there is refused",
    ),
    search("run_id = '{tr}'"),
    post("delete one", "traces/delete-traces", {"experiment_id": "{te}", "request_ids": [ONE, UNKNOWN]}),
    post(
        "delete the oldest",
        "traces/delete-traces",
        {"experiment_id": "{te}", "max_timestamp_millis": 1800000000000, "max_traces": 1},
    ),
    post("delete without saying what", "traces/delete-traces", {"experiment_id": "{te}"}),
    get("left", "experiments/get", experiment_id="{te}"),
    search(),
    post(
        "delete by age",
        "traces/delete-traces",
        {"experiment_id": "{te}", "max_timestamp_millis": 1800000000000},
    ),
    search(),
]
