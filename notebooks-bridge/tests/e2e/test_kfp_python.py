"""Pipelines of Python components: compiled and started by the unmodified SDK, their outputs checked."""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterator, Mapping

import pytest

from tests.e2e import kfp_sdk, package_index
from tests.e2e.kfp_sdk import SeenRun
from tests.e2e.package_index import Index
from tests.e2e.servers import TestServer

MODULES = (
    "parameters",
    "artifacts",
    "conditions",
    "loops",
    "exits",
    "policies",
    "packages",
    "commands",
    "failing",
    "notebook",
)
IMPORTED = b"5\n6\n"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    [sdk] = kfp_sdk.python().parents[1].glob("lib/python*/site-packages")
    with package_index.serving(tmp_path_factory.mktemp("index"), sdk) as serving:
        yield serving


@pytest.fixture(scope="module")
def runs(server: TestServer, index: Index, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, SeenRun]:
    """All runs, ended, by the names of their cases."""
    folder = tmp_path_factory.mktemp("cases")
    imported = server.put("kfp/imported.txt", IMPORTED)
    words = ("-m", "tests.e2e.kfp_runs", "ADDRESS", str(folder), imported, *MODULES)
    started = kfp_sdk.program(server, folder, *words, TINY_INDEX=index.address)
    return {name: SeenRun.of(server, run) for name, run in started.items()}


def test_parameters_of_all_types_arrive_and_come_back(runs: Mapping[str, SeenRun]) -> None:
    run = runs["of all types"].succeeded()
    once = run.outputs("echo")
    saw = once.pop("saw")
    assert once == {
        "text": "it's größe",
        "whole": -3,
        "half": 2.5,
        "yes": True,
        "items": [1, 2.5, -3, "x", True, [4, [5]], {"n": 6}],
        "table": {"deep": {"list": [8, 9.25]}, "empty": {}, "whole": 7},
    }
    assert ast.literal_eval(saw) == (
        once["text"], once["whole"], once["half"], once["yes"], once["items"], once["table"],
    )  # fmt: skip
    assert ".0" not in saw, "whole numbers are whole in lists and dictionaries too"
    assert run.outputs("echo-2") == {**once, "saw": saw}
    assert run.output("total") == 84


def test_parameters_of_a_run_arrive(runs: Mapping[str, SeenRun]) -> None:
    run = runs["given"].succeeded()
    assert run.output("total") == 9
    text = 'größe "quoted" \\ {"a": 1}\nsecond line\t{{$.nothing}}'
    saw = ast.literal_eval(run.outputs("echo")["saw"])
    assert saw == (text, 2**53, -0.125, False, [1, 2], {"by": 3, "none": None})
    assert isinstance(saw[1], int)


def test_what_is_missing_has_its_default(runs: Mapping[str, SeenRun]) -> None:
    run = runs["of all types"]
    assert run.output("maybe") == run.output("maybe-2") == "(None, 7, None)"
    assert run.output("maybe-3") == "('', 0, [])"
    assert run.output("maybe-4") == '("-3 of it\'s größe", 7, None)'
    assert run.output("passed-on/maybe") == "(None, 9, None)"


def test_artifacts_are_files_and_folders_wherever_they_were_written(runs: Mapping[str, SeenRun]) -> None:
    run = runs["forms"].succeeded()
    metadata = {"rows": 3, "columns": ["n"]}
    assert run.output("read") == {"lines": ["0", "1", "2"], "metadata": metadata, "type": "Dataset"}
    table, content = run.artifact("make", "table"), run.content("make", "table")
    assert content == b"0\n1\n2\n"
    assert table["type"] == "system.Dataset"
    assert table["metadata"] == metadata
    assert (table["size"], table["digest"]) == (6, "sha256:" + hashlib.sha256(content).hexdigest())
    assert run.outputs("make") == {"count": 3}
    assert run.output("read-2")["lines"] == ["0", "1", "2"], "a path in, a path out"
    assert run.output("read-folder") == {"a/b/weights.bin": 256, "name.txt": 7}
    assert run.artifact("make-folder", "tree")["size"] == 263
    assert run.artifact("make-folder", "tree")["metadata"] == {"framework": "none"}
    assert run.output("look") == ["1 2", "leaf"], "custom_path and set_path"
    assert run.output("read-3") == {"lines": ["x", "x"], "metadata": {"rows": 2}, "type": "Dataset"}


def test_lists_of_artifacts_keep_their_order(runs: Mapping[str, SeenRun]) -> None:
    run = runs["lists"].succeeded()
    assert run.output("read")["lines"] == ["0", "1", "0", "0", "1", "2"]
    assert run.artifact("join", "joined")["metadata"] == {"rows": 6}


def test_metrics_and_pages_are_kept(runs: Mapping[str, SeenRun]) -> None:
    run = runs["metrics"].succeeded()
    figures = {it["key"]: it["value"] for it in run.task("measure")["metrics"]}
    assert figures == {"accuracy": 0.875, "rows": 8}
    assert run.artifact("measure", "scores")["metadata"] == {"accuracy": 0.875, "rows": 8}
    classes = run.artifact("measure", "classes")
    assert classes["type"] == "system.ClassificationMetrics"
    matrix = classes["metadata"]["confusionMatrix"]
    assert [row["row"] for row in matrix["rows"]] == [[3, 1], [0, 4]]
    assert [it["displayName"] for it in matrix["annotationSpecs"]] == ["no", "yes"]
    curve = classes["metadata"]["confidenceMetrics"]
    assert [it["falsePositiveRate"] for it in curve] == [0, 0.25, 1]
    assert run.content("measure", "page").decode() == "<h1>größe</h1>"
    assert run.content("measure", "text") == b"# Scores\n"
    kinds = {slot: run.artifact("measure", slot)["type"] for slot in ("page", "text")}
    assert kinds == {"page": "system.HTML", "text": "system.Markdown"}
    assert run.output("read-scores") == 0.875


def test_an_object_is_imported(runs: Mapping[str, SeenRun]) -> None:
    run = runs["importing"].succeeded()
    metadata = {"rows": 2, "owner": "me"}
    assert run.output("read") == {"lines": ["5", "6"], "metadata": metadata, "type": "Dataset"}
    assert run.content("importer", "artifact") == IMPORTED


def test_the_api_of_the_sdk_tells_the_artifacts(server: TestServer, runs: Mapping[str, SeenRun]) -> None:
    run = runs["forms"]
    shown = server.http.get(f"/apis/v2beta1/runs/{run.id}").json()
    tasks = {task["task_id"]: task for task in shown["run_details"]["task_details"]}
    [table] = tasks["make"]["outputs"]["table"]["artifact_ids"]
    assert tasks["read"]["inputs"]["table"]["artifact_ids"] == [table]


def test_one_branch_runs_and_its_output_goes_on(runs: Mapping[str, SeenRun]) -> None:
    run = runs["branches"].succeeded()
    assert [run.output(f"say{n}") for n in ("", "-2", "-3")] == ["took heads", "took tails", "took the edge"]
    assert [run.output("read"), run.output("read-2")] == ["note of heads", "note of something else"]
    taken = [
        task["state"] for task in run.json["tasks"] if task["id"].startswith("chosen/condition-branches-1/")
    ]
    assert sorted(taken) == ["SKIPPED", "SKIPPED", "SUCCEEDED", "SUCCEEDED"]


def test_comparisons_hold_or_do_not(runs: Mapping[str, SeenRun]) -> None:
    states = runs["comparisons"].succeeded().states()
    said = {name: state for name, state in states.items() if name.startswith(("yes", "no-"))}
    assert said == dict.fromkeys(("yes-1", "yes-2", "yes-3", "yes-4", "yes-5"), "SUCCEEDED")


def test_loops_run_over_whatever_has_items(runs: Mapping[str, SeenRun]) -> None:
    run = runs["loop values"].succeeded()
    shown = [ast.literal_eval(run.output("show" if n == 1 else f"show-{n}")) for n in range(1, 9)]
    assert shown == [
        [11, 12, 13],
        ["é", "it's", 'say "hi"'],
        [0, 2, 4, 6],
        [11, 22],
        [11],
        [3, 7],
        [],
        [["p"], ["q", "r"]],
    ]


def test_outputs_of_loops_inside_loops_are_lists_of_lists(runs: Mapping[str, SeenRun]) -> None:
    run = runs["loops nested"].succeeded()
    assert ast.literal_eval(run.output("show")) == [[11, 21, 31], [12, 22, 32]]
    assert ast.literal_eval(run.output("show-2")) == [[2, 3], [4]]
    assert ast.literal_eval(run.output("show-3")) == [104, 106], "the first made none"


def test_loops_run_over_artifacts(runs: Mapping[str, SeenRun]) -> None:
    assert ast.literal_eval(runs["loop artifacts"].succeeded().output("show")) == [1, 2, 3]


def test_a_loop_runs_no_more_at_once_than_it_may(runs: Mapping[str, SeenRun]) -> None:
    times = ast.literal_eval(runs["loop limited"].succeeded().output("show"))
    assert len(times) == 4
    for start, _ in times:
        assert sum(begin <= start < end for begin, end in times) <= 2


def test_an_exit_task_learns_how_it_went(runs: Mapping[str, SeenRun]) -> None:
    failed = runs["exit failed"]
    assert failed.failed()["message"] == "ValueError: größe is wrong"
    told = failed.output("report")
    assert told.pop("job").startswith("exit-after-failure-")
    message = "task exit-handler-1/fail failed: ValueError: größe is wrong"
    assert told == {"channel": "#runs", "state": "FAILED", "task": "exit-handler-1", "message": message}
    assert failed.output("say-2") == "unguarded"
    told = runs["exit succeeded"].succeeded().output("report")
    assert (told["state"], told["message"]) == ("COMPLETE", None)


def test_a_task_that_ignores_a_failure_has_its_default(runs: Mapping[str, SeenRun]) -> None:
    assert runs["ignored"].failed()["task"] == "fail"
    assert runs["ignored"].output("clean-up") == "cleaned everything"


def test_pipelines_inside_pipelines_put_out(runs: Mapping[str, SeenRun]) -> None:
    run = runs["inside"].succeeded()
    assert run.outputs("both") == {"first": 11, "second": 3}
    assert run.output("add") == 14


def test_a_failing_step_is_tried_again(runs: Mapping[str, SeenRun]) -> None:
    task = runs["retries"].succeeded().task("fail-until")
    assert (task["attempts"], task["failures"]) == (3, 2)
    assert runs["retries"].output("fail-until") == 3
    assert runs["retries in vain"].failed()["message"] == "RuntimeError: try 2"
    assert runs["retries in vain"].task("fail-until")["attempts"] == 2


def test_outputs_are_reused_unless_they_must_not_be(runs: Mapping[str, SeenRun]) -> None:
    first, again = runs["reuse"].succeeded(), runs["reuse again"].succeeded()
    for reused in (
        "unique",
        "unique-3",
    ):  # the second has a key of its own, so that its input does not matter
        assert again.output(reused) == first.output(reused)
        assert again.task(reused)["cachedFrom"] == {"runId": first.id, "taskId": reused}
        assert again.artifact(reused, "note")["digest"] == first.artifact(reused, "note")["digest"]
    assert again.output("read") == first.output("unique")
    assert again.output("unique-2") != first.output("unique-2")
    assert again.task("unique-2")["cachedFrom"] is None


def test_a_step_has_only_its_time(runs: Mapping[str, SeenRun]) -> None:
    error = runs["too long"].failed()
    assert (error["code"], error["category"]) == ("TIMED_OUT", "RESOURCE")
    assert error["message"] == (
        "The step sleep did not end within 2 seconds, the limit that its pipeline sets: "
        "raise it with kubernetes.set_timeout(task, seconds=...)."
    )
    runs["long enough"].succeeded()


def test_a_run_knows_itself(runs: Mapping[str, SeenRun]) -> None:
    run = runs["facts"].succeeded()
    told = run.output("say")
    assert told["text"] == "facts"
    more = told["more"]
    assert more.pop("created").startswith("20")
    assert len(more.pop("task id")) == 36
    assert more == {"resource": f"facts-{run.id}", "run": run.id, "task": "say"}
    assert told["items"] == [f"run {run.id} of {{{{$.pipeline_job_name}}}} is a value"], (
        "values are not expanded"
    )


def test_variables_are_set_and_those_of_the_server_are_not(runs: Mapping[str, SeenRun]) -> None:
    told = runs["variables"].succeeded().output("variables")
    assert told == {"COLOUR": "grün = 'green'", "EMPTY": "", "AWS_SECRET_ACCESS_KEY": None}


def test_secrets_are_hidden_in_logs(runs: Mapping[str, SeenRun]) -> None:
    run = runs["variables"]
    assert run.output("tell-secret") == str(len("s3cr3t-of-mine"))
    log = run.log("tell-secret")
    assert "the token is ****" in log
    assert "twice ********" in log
    assert "s3cr3t" not in run.log()


def test_packages_come_with_a_component(runs: Mapping[str, SeenRun]) -> None:
    run = runs["packages"].succeeded()
    assert run.output("of-one") == "tiny 1.0"
    assert run.output("of-newer") == "got tiny 2.0"
    assert run.output("of-its-own") == ["tiny 1.0", True]
    assert run.output("of-public") == "c"


def test_code_and_files_come_with_a_component(runs: Mapping[str, SeenRun]) -> None:
    assert runs["packages"].output("with-functions") == 41
    assert runs["packages"].output("with-files") == "two words\n"


def test_a_notebook_is_a_component(runs: Mapping[str, SeenRun]) -> None:
    run = runs["notebook"].succeeded()
    assert run.output("double") == 42
    assert run.content("double", "doubled") == b"42"
    assert "doubling 21" in run.log("double")


def test_packages_that_do_not_exist_are_the_users_error(runs: Mapping[str, SeenRun]) -> None:
    error = runs["no such package"].failed()
    assert (error["code"], error["category"]) == ("ENVIRONMENT_FAILED", "USER")
    assert "zf-no-such-package" in error["message"]
    assert "zf-no-such-package" in runs["no such package"].log()


def test_an_environment_is_made_once(runs: Mapping[str, SeenRun], index: Index) -> None:
    assert runs["packages again"].succeeded().output("of-newer") == "again tiny 2.0"
    assert runs["packages again"].task("of-newer")["cachedFrom"] is None
    fetched = index.wheels()
    assert fetched.count("zf_tiny-2.0-py3-none-any.whl") == 1
    assert fetched.count("zf_tiny-1.0-py3-none-any.whl") in (1, 2), "one more for the component with use_venv"


def test_commands_run_as_processes(runs: Mapping[str, SeenRun]) -> None:
    run = runs["commands"].succeeded()
    line = 'größe; $(id) "x"!\n'
    assert run.content("shout", "note").decode() == 3 * line
    assert run.outputs("shout") == {"length": len(3 * line.encode())}
    assert run.outputs("count-lines") == {"lines": 3}
    assert re.search(r"args: \S+ --prefix=a b/none --suffix none\n", run.log("count-lines"))
    assert 'said größe; $(id) "x"\n' in run.log("shout")


def test_commands_that_fail_or_are_missing_say_so(runs: Mapping[str, SeenRun]) -> None:
    assert runs["command fails"].failed()["message"] == "The step ended with exit code 3."
    assert "leaving" in runs["command fails"].log("leave")
    error = runs["command missing"].failed()
    assert (error["code"], error["category"]) == ("COMMAND_NOT_FOUND", "USER")
    assert "zf-no-such-program" in error["message"]
    assert "example/tool:1" in error["message"]


def test_an_exception_is_the_error_and_its_traceback_is_in_the_log(
    server: TestServer, runs: Mapping[str, SeenRun]
) -> None:
    run = runs["raises"]
    error = run.failed()
    assert (error["code"], error["category"], error["task"]) == ("STEP_FAILED", "USER", "raise-deep")
    assert error["message"].startswith("json.decoder.JSONDecodeError: Expecting property name")
    log = run.log("raise-deep")
    assert log.index("about to fail") < log.index("Traceback (most recent call last):")
    assert "in inner" in log
    assert "json.loads(message)" in log, "the line of the component"
    assert "on standard error" in log
    assert run.task("after")["state"] == "SKIPPED"
    shown = server.http.get(f"/apis/v2beta1/runs/{run.id}").json()
    assert "json.decoder.JSONDecodeError" in shown["error"]["message"]


def test_steps_that_go_wrong_otherwise_say_how(runs: Mapping[str, SeenRun]) -> None:
    assert "want type <class 'int'>" in runs["wrong type"].failed()["message"]
    assert runs["no module"].failed()["message"] == "ModuleNotFoundError: No module named 'zf_not_installed'"
    assert runs["ends itself"].failed()["message"] == "The step was killed by signal 11 (SIGSEGV)."


def test_logs_are_complete_and_in_order(runs: Mapping[str, SeenRun]) -> None:
    log = runs["talks"].succeeded().log("talk")
    assert [int(n) for n in re.findall(r"line (\d+) größe", log)] == list(range(300))
    assert "a warning" in log
