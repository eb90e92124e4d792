"""What the unmodified client does with traces; prints what it saw as JSON."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from typing import Any

import mlflow
from mlflow import MlflowClient
from mlflow.entities import AssessmentSource


def main(address: str) -> dict[str, Any]:
    """Works through everything in one experiment."""
    mlflow.set_tracking_uri(address)
    number = mlflow.set_experiment("traces").experiment_id
    with mlflow.start_run(run_name="traced") as run:
        agent("why", fail=False)
    first = mlflow.get_last_active_trace_id()
    mlflow.flush_trace_async_logging()
    seen: dict[str, Any] = {"trace": trace(first), "run": run.info.run_id}
    seen["by hand"] = by_hand()
    seen["failed"] = failed()
    seen["found"] = found(number, run.info.run_id)
    seen["paged"] = paged(number)
    seen["tags"] = tags(first, number)
    seen["said"] = said(first, number)
    seen["linked"] = linked(number, run.info.run_id)
    seen["deleted"] = deleted(number, first)
    return seen


@mlflow.trace(name="agent", span_type="AGENT", attributes={"level": 1})  # type: ignore[untyped-decorator]
def agent(question: str, fail: bool) -> dict[str, Any]:
    """A function with another one inside."""
    mlflow.update_current_trace(
        client_request_id=f"request {question}", tags={"team": "one"}, metadata={"mlflow.trace.user": "me"}
    )
    facts = retrieve(question, 3)
    if fail:
        raise ValueError("no answer")
    return {"answer": question.upper(), "facts": facts}


@mlflow.trace(span_type="RETRIEVER")  # type: ignore[untyped-decorator]
def retrieve(question: str, count: int) -> list[str]:
    """What is called inside."""
    with mlflow.start_span("look up") as span:
        span.set_inputs({"question": question})
        span.set_attribute("model", "gpt-4")
        span.set_attribute("score", 1.0)
        span.add_event(mlflow.entities.SpanEvent("found", attributes={"count": count}))
        span.set_outputs([question] * count)
    return [question] * count


def trace(trace_id: str) -> dict[str, Any]:
    """A trace as it is read."""
    read = mlflow.get_trace(trace_id)
    assert read is not None
    spans = {span.name: span for span in read.data.spans}
    look = spans["look up"]
    return {
        "id": read.info.trace_id,
        "state": str(read.info.state.value),
        "preview": [read.info.request_preview, read.info.response_preview],
        "client": read.info.client_request_id,
        "location": read.info.tags["mlflow.trace.spansLocation"],
        "metadata": read.info.trace_metadata,
        "tags": read.info.tags,
        "took": read.info.execution_duration,
        "order": [span.name for span in read.data.spans],
        "parents": {
            name: next((it.name for it in read.data.spans if it.span_id == span.parent_id), None)
            for name, span in spans.items()
        },
        "types": {name: span.span_type for name, span in spans.items()},
        "inputs": look.inputs,
        "outputs": look.outputs,
        "attributes": [look.get_attribute("model"), look.get_attribute("score")],
        "events": [[event.name, dict(event.attributes)] for event in look.events],
        "result": spans["agent"].outputs,
    }


def by_hand() -> dict[str, Any]:
    """Spans without functions, and a root that is begun and ended by the client."""
    with mlflow.start_span("outer") as outer:
        outer.set_inputs({"text": "é😀", "nested": {"list": [1, 2.5, None, True]}})
        with mlflow.start_span("inner"):
            pass
        outer.set_outputs("x" * 5_000)
    mlflow.flush_trace_async_logging()
    read = mlflow.get_trace(outer.trace_id)
    root = read.data.spans[0]
    return {
        "inputs": root.inputs,
        "outputs": len(root.outputs),
        "preview": len(read.info.response_preview),
        "spans": len(read.data.spans),
    }


def failed() -> dict[str, Any]:
    """A trace whose function breaks."""
    with contextlib.suppress(ValueError):
        agent("how", fail=True)
    mlflow.flush_trace_async_logging()
    read = mlflow.get_trace(mlflow.get_last_active_trace_id())
    root = read.data.spans[0]
    return {
        "state": str(read.info.state.value),
        "status": [root.status.status_code.value, root.status.description],
        "events": [event.name for event in root.events],
    }


def names(number: str, filter_string: str = "", **rest: Any) -> list[str]:
    """Of the traces that a search finds."""
    traces = mlflow.search_traces(
        locations=[number], filter_string=filter_string, return_type="list", flush=True, **rest
    )
    return [it.info.tags.get("mlflow.traceName", "") for it in traces]


def found(number: str, run: str) -> dict[str, Any]:
    """What filters and orders find."""
    every = mlflow.search_traces(locations=[number], flush=True)
    now = int(time.time() * 1000)
    return {
        "all": names(number, order_by=["timestamp_ms ASC"]),
        "columns": sorted(every.columns.tolist()),
        "spans": [len(spans) for spans in every["spans"]],
        "filters": {
            text: sorted(names(number, text))
            for text in (
                "status = 'ERROR'",
                "trace.status = 'OK'",
                f"timestamp_ms <= {now}",
                f"timestamp_ms > {now}",
                "execution_time_ms >= 0",
                "name = 'agent'",
                "name LIKE 'out%'",
                "name ILIKE 'OUT%'",
                "name RLIKE '^(ou|ag)'",
                "client_request_id = 'request how'",
                "tags.team = 'one'",
                "metadata.mlflow.trace.user = 'me'",
                "span.name = 'retrieve'",
                "span.type = 'RETRIEVER' AND status = 'OK'",
                "span.status = 'ERROR'",
                "span.attributes.model LIKE '%gpt%'",
                "span.name IN ('inner', 'none')",
                "trace.text LIKE '%look up%'",
            )
        },
        "in run": names(number, run_id=run),
    }


def paged(number: str) -> list[int]:
    """The sizes of pages, and how many traces they have without repetition."""
    client = MlflowClient()
    ids, sizes, token = set(), [], None
    while True:
        page = client.search_traces(locations=[number], max_results=2, page_token=token, include_spans=False)
        sizes.append(len(page))
        ids |= {it.info.trace_id for it in page}
        token = page.token
        if not token:
            return [*sizes, len(ids)]


def tags(trace_id: str, number: str) -> dict[str, Any]:
    """Tags that are set and removed later."""
    client = MlflowClient()
    client.set_trace_tag(trace_id, "later", "yes")
    there = names(number, "tags.later = 'yes'")
    client.delete_trace_tag(trace_id, "later")
    return {"there": there, "gone": names(number, "tags.later = 'yes'")}


def said(trace_id: str, number: str) -> dict[str, Any]:
    """Feedback and expectations, as they are logged, changed and deleted."""
    human = AssessmentSource(source_type="HUMAN", source_id="me")
    quality = mlflow.log_feedback(
        trace_id=trace_id, name="quality", value=0.5, rationale="so so", source=human, metadata={"a": "1"}
    )
    mlflow.log_feedback(trace_id=trace_id, name="tone", value=["kind", "short"], source=human)
    mlflow.log_feedback(trace_id=trace_id, name="broken", error=ValueError("no judge"))
    answer = mlflow.log_expectation(trace_id=trace_id, name="answer", value={"is": "WHY"}, source=human)
    changed = mlflow.update_assessment(
        trace_id,
        quality.assessment_id,
        mlflow.entities.Feedback(name="quality", value=0.75, rationale="better"),
    )
    better = mlflow.override_feedback(
        trace_id=trace_id, assessment_id=quality.assessment_id, value=1, rationale="best"
    )
    read = {it.name: it for it in mlflow.get_trace(trace_id).info.assessments if it.valid is not False}
    filters = {
        text: names(number, text)
        for text in (
            "feedback.quality > 0.9",
            "feedback.quality < 0.9",
            "feedback.tone LIKE '%kind%'",
            "expectation.answer LIKE '%WHY%'",
            "feedback.none IS NOT NULL",
        )
    }
    mlflow.delete_assessment(trace_id, answer.assessment_id)
    mlflow.delete_assessment(trace_id, better.assessment_id)
    rest = mlflow.get_trace(trace_id).info.assessments
    return {
        "changed": [changed.value, changed.rationale, changed.metadata],
        "values": {name: it.value for name, it in sorted(read.items())},
        "error": read["broken"].error.error_message,
        "source": [read["tone"].source.source_type, read["tone"].source.source_id],
        "filters": filters,
        "rest": sorted([it.name, bool(it.valid)] for it in rest),
        "one": mlflow.get_assessment(trace_id, quality.assessment_id).value,
    }


def linked(number: str, run: str) -> list[str]:
    """A trace that is linked with a run afterwards."""
    with mlflow.start_span("alone") as span:
        pass
    mlflow.flush_trace_async_logging()
    MlflowClient().link_traces_to_run([span.trace_id], run)
    return sorted(names(number, f"run_id = '{run}'"))


def deleted(number: str, trace_id: str) -> list[int]:
    """How many go by id, by age with a limit, and then are left."""
    client = MlflowClient()
    one = client.delete_traces(experiment_id=number, trace_ids=[trace_id])
    now = int(time.time() * 1000)
    some = client.delete_traces(experiment_id=number, max_timestamp_millis=now, max_traces=1)
    rest = client.delete_traces(experiment_id=number, max_timestamp_millis=now)
    return [one, some, rest, len(names(number))]


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
