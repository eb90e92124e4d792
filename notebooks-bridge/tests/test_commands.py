"""The command line alone: what it refuses by itself, and what it makes of answers."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from zeroflow.cli import main, runs, server, shared
from zeroflow.cli.demo import TableFile, read_table, shortest_path
from zeroflow.cli.failure import BAD_INPUT, Failure
from zeroflow.client import Client, ServerError, Unreachable


class Answering:
    """A web server that gives the same answer to everything."""

    def __init__(self) -> None:
        self.status, self.body, self.asked = 200, b"{}", b""
        self.authorization: str | None = None
        answer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                answer.authorization = self.headers.get("Authorization")
                answer.asked = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.send_response(answer.status)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            do_GET = do_POST

            def log_message(self, *_: Any) -> None:
                """Says nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.http.server_address[1]


@pytest.fixture
def other() -> Iterator[Answering]:
    answering = Answering()
    thread = threading.Thread(target=answering.http.serve_forever)
    thread.start()
    yield answering
    answering.http.shutdown()
    thread.join()
    answering.http.server_close()


def ends(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str
) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command in this process."""
    monkeypatch.setattr("sys.argv", ["zeroflow", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    shown = capsys.readouterr()
    return int(ended.value.code or 0), shown.out, shown.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--help"], 0),
        (["--version"], 0),
        (["no-such-command"], 2),
        (["runs", "--limit", "0"], 2),
        (["runs", "--limit", "many"], 2),
        (["runs", "--port", "65536"], 2),
        (["submit"], 2),
        (["submit", "/no/such/file.yaml"], 2),
        (["submit", __file__, "--priority", "1001"], 2),
        (["priority", "a-run", "many"], 2),
        (["priority", "a-run", "-1001"], 2),
        (["priority", "a-run"], 2),
        (["clone", "a-run", "-p", "no-value"], 2),
        (["limits", "set", "planet", "3"], 2),
        (["limits", "set", "everything", "tasks", "3"], 2),
        (["limits", "set", "function", "tasks", "-1"], 2),
        (["limits", "remove", "function", "a", "b"], 2),
        (["cache", "list", "--limit", "101"], 2),
        (["cache", "clear", "--older-than", "soon"], 2),
        (["cancel", "a-run", "--data", "/no/such/data"], 1),
        (["limits", "--data", "/no/such/data"], 1),
        (["limits", "--data", "/no/such/data", "set", "everything", "1"], 1),
        (["cache", "clear", "--data", "/no/such/data"], 1),
        (["bench", "nothing"], 2),
        (["bench", "peers", "--only", "nobody"], 2),
        (["bench", "peers", "--steps", "0"], 2),
        (["runs", "--data", "/no/such/data"], 1),
        (["status", "--data", "/no/such/data"], 1),
        (["down", "--data", "/no/such/data"], 0),
    ],
)
def test_exit_codes_tell_bad_input_from_what_could_not_be_done(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str], code: int
) -> None:
    ended, out, err = ends(capsys, monkeypatch, *words)
    assert ended == code
    assert "Traceback" not in out + err
    assert code == 0 or "Error: " in err


def test_the_status_without_a_server_is_still_json(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code, out, err = ends(capsys, monkeypatch, "status", "--json", "--data", str(tmp_path))
    assert code == 1
    assert json.loads(out) == {"ready": False, "address": None, "functions": []}
    assert "zeroflow up" in err


def test_an_interrupted_command_ends_quietly(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("zeroflow.cli.overview.runs", interrupted)
    code, out, err = ends(capsys, monkeypatch, "runs")
    assert code == 130
    assert (out + err).strip() == ""


@pytest.mark.parametrize(
    ("status", "body", "code", "told"),
    [
        (400, b'{"error": {"code": "BAD_YAML", "message": "line 3 is odd"}}', 2, "line 3 is odd"),
        (404, b'{"error": "no such thing"}', 2, "no such thing"),
        (500, b"<html>oops</html>", 1, "answered 500"),
        (503, b'{"error": {"message": "try again"}}', 1, "try again"),
        (200, b"<html>a printer</html>", 1, "not a Zeroflow server"),
        (200, b"[]", 1, "not a Zeroflow server"),
        (200, b'{"hello": 1}', 1, "not a Zeroflow server"),
        (200, b'{"errors": [{"message": "too deep"}]}', 1, "too deep"),
        (200, b'{"errors": [{"message": "odd", "extensions": {"code": "BAD_INPUT"}}]}', 2, "odd"),
        (200, b'{"errors": [{"message": "none", "extensions": {"code": "NOT_FOUND"}}]}', 2, "none"),
        (200, b'{"errors": [{"message": "ended", "extensions": {"code": "CONFLICT"}}]}', 1, "ended"),
        (200, b'{"errors": [{"message": "later", "extensions": {"code": "UNAVAILABLE"}}]}', 1, "later"),
    ],
)
def test_every_answer_of_a_server_is_told_in_a_sentence(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    other: Answering,
    status: int,
    body: bytes,
    code: int,
    told: str,
) -> None:
    other.status, other.body = status, body
    ended, out, err = ends(capsys, monkeypatch, "runs", "--port", str(other.port))
    assert (ended, out) == (code, "")
    assert told in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("done", "told"), [(True, "PAUSED, priority 3"), (False, "no scheduler has answered")]
)
def test_what_became_of_a_request_is_told(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    other: Answering,
    done: bool,
    told: str,
) -> None:
    run = {"id": "r1", "pipeline": "p", "state": "PAUSED", "priority": 3}
    answer = {"done": done, "run": run}
    other.body = json.dumps({"data": {"answer": answer}}).encode()
    code, out, err = ends(capsys, monkeypatch, "pause", "r1", "--port", str(other.port))
    assert (code, out) == (0, "")
    assert told in err
    code, out, err = ends(capsys, monkeypatch, "pause", "r1", "--port", str(other.port), "--json")
    assert (code, json.loads(out), err) == (0, answer, "")
    assert json.loads(other.asked)["variables"] == {"id": "r1"}


def test_a_table_for_a_pipe_is_never_cut_off(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, other: Answering
) -> None:
    entry = {
        "pipeline": "p" * 100,
        "task": "t" * 100,
        "createdAt": "2026-01-02T03:04:05.6Z",
        "runId": "r" * 36,
    }
    page = {"nodes": [entry], "pageInfo": {"hasNextPage": False}}
    other.body = json.dumps({"data": {"cacheEntries": page}}).encode()
    code, out, _ = ends(capsys, monkeypatch, "cache", "--port", str(other.port))
    assert code == 0
    assert out.splitlines()[1].split() == ["p" * 100, "t" * 100, "2026-01-02T03:04:05Z", "r" * 36]


def test_a_negative_priority_is_a_number_and_no_option(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, other: Answering
) -> None:
    run = {"id": "r1", "pipeline": "p", "state": "RUNNING", "priority": -5}
    other.body = json.dumps({"data": {"answer": {"done": True, "run": run}}}).encode()
    code, _, err = ends(capsys, monkeypatch, "priority", "r1", "-5", "--port", str(other.port))
    assert code == 0, err
    assert json.loads(other.asked)["variables"] == {"id": "r1", "priority": -5}


@pytest.mark.parametrize(
    ("words", "name"),
    [(["project", "3"], ""), (["function", "tasks", "3"], "tasks"), (["EVERYTHING", "3"], "")],
)
def test_a_limit_is_set_with_options_before_or_behind_the_word(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    other: Answering,
    words: list[str],
    name: str,
) -> None:
    limit = {"scope": words[0].upper(), "name": name, "slots": 3}
    other.body = json.dumps({"data": {"setConcurrencyLimit": {"limit": limit, "userErrors": []}}}).encode()
    where = ["--port", str(other.port), "--json"]
    for line in (["limits", *where, "set", *words], ["limits", "set", *words, *where]):
        code, out, err = ends(capsys, monkeypatch, *line)
        assert (code, json.loads(out), err) == (0, limit, "")
        assert json.loads(other.asked)["variables"] == limit


@pytest.mark.parametrize(
    ("text", "value"), [("0", 0), ("90", 90), ("90s", 90), ("30m", 1800), ("12H", 43200), (" 7d ", 604800)]
)
def test_a_time_is_a_number_with_a_letter(text: str, value: int) -> None:
    assert shared.seconds(text) == value


@pytest.mark.parametrize("text", ["", "s", "1.5h", "-1", "1w", "999999999d", "1 h"])
def test_what_is_no_time_is_bad_input(text: str) -> None:
    with pytest.raises(Failure, match="7d") as refused:
        shared.seconds(text)
    assert refused.value.exit_code == BAD_INPUT


def test_the_client_tells_refusals_from_silence(other: Answering) -> None:
    other.status, other.body = 409, b'{"error": {"code": "CONFLICT", "message": "taken"}}'
    client = Client(f"http://127.0.0.1:{other.port}")
    with pytest.raises(ServerError, match="taken") as refused:
        client.predict("m", [[1.0]])
    assert refused.value.status == 409
    with pytest.raises(Unreachable, match="zeroflow up"):
        Client("http://127.0.0.1:9").gql("{ runs }")
    assert not Client("http://127.0.0.1:9").is_ready()


def test_the_client_ignores_proxies(other: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    other.body = b'{"data": {"runs": 1}}'
    assert Client(f"http://127.0.0.1:{other.port}").gql("{ runs }") == {"runs": 1}


@pytest.mark.parametrize("parameter", ["", "=", "=1", "name", " "])
def test_a_parameter_must_be_name_and_value(parameter: str) -> None:
    with pytest.raises(Failure, match="NAME=VALUE") as refused:
        runs.check_parameters(["a=1", parameter])
    assert refused.value.exit_code == BAD_INPUT


def test_the_value_of_a_parameter_may_be_anything() -> None:
    runs.check_parameters(["a=", "b==", "c=x=y", "d={}"])


def test_why_a_run_failed_is_one_sentence() -> None:
    run = {"id": "r1", "state": "FAILED", "error": {"task": "split", "message": "Row 7: too short."}}
    assert runs.describe_failure(run) == "run r1 ended FAILED in task split: Row 7: too short."
    assert runs.describe_failure({"id": "r", "state": "CANCELED", "error": None}).endswith(
        "no reason was given"
    )


def graph(*edges: tuple[str, str]) -> dict[str, Any]:
    return {"root": "root", "edges": [{"from": a, "to": b} for a, b in edges]}


def nodes(*ids: str) -> dict[str, dict[str, Any]]:
    return {name: {"name": name.upper(), "uri": f"s3://{name}", "digest": None} for name in ids}


def test_the_lineage_is_the_shortest_way_from_the_source() -> None:
    edges = [("s", "a"), ("a", "b"), ("b", "root"), ("s", "c"), ("c", "root"), ("x", "root")]
    assert shortest_path(graph(*edges), "s", nodes("s", "a", "b", "c", "x", "root")) == [
        "s3://s",
        "C",
        "ROOT",
    ]


def test_of_two_ways_of_the_same_length_the_one_of_the_selected_model_is_shown() -> None:
    edges = [("s", "loser"), ("s", "winner"), ("loser", "select"), ("winner", "select"), ("select", "model")]
    named = nodes("s", "loser", "winner", "select", "model", "root")
    named["winner"]["digest"] = named["model"]["digest"] = "sha256:same"
    assert shortest_path(graph(*edges, ("model", "root")), "s", named)[1] == "WINNER"


def test_a_lineage_with_a_cycle_or_without_a_way_ends() -> None:
    cycle = [("s", "a"), ("a", "s"), ("a", "root")]
    assert shortest_path(graph(*cycle), "s", nodes("s", "a", "root")) == ["s3://s", "A", "ROOT"]
    with pytest.raises(Failure, match="does not connect"):
        shortest_path(graph(("root", "s")), "s", nodes("s", "root"))


def table(folder: Path, content: bytes, name: str = "Table.CSV") -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


def test_a_table_shows_rows_from_all_of_it(tmp_path: Path) -> None:
    lines = b"\xef\xbb\xbfx,y,label\r\n" + b"".join(b"%d,%d,%d\r\n" % (i, -i, i % 2) for i in range(100))
    found = read_table(table(tmp_path, lines), "label")
    assert len(found.sample) == 8
    assert found.features()[:2] == [[0.0, 0.0], [12.0, -12.0]]
    assert found.truth()[:2] == ["0", "0"]
    assert found.key == "incoming/Table.csv"
    assert found.uri == "s3://datasets/incoming/Table.csv"


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b"label2\n1\n"])
def test_a_table_without_its_label_is_bad_input(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Failure) as refused:
        read_table(table(tmp_path, content), "label")
    assert refused.value.exit_code == BAD_INPUT
    assert "Table.CSV" in refused.value.message


def test_a_header_alone_is_left_to_the_pipeline_to_judge(tmp_path: Path) -> None:
    assert read_table(table(tmp_path, b"x,label\n"), "label") == TableFile(
        tmp_path / "Table.CSV", "label", []
    )


def test_the_file_of_a_server_that_has_gone_is_no_server(tmp_path: Path) -> None:
    assert server.find(tmp_path) is None
    for content in (
        "",
        "{",
        "{}",
        "[]",
        '{"pid": 0}',
        json.dumps({"pid": os.getpid(), "port": 1, "address": "x"}),
    ):
        (tmp_path / "server.json").write_text(content)
        assert server.find(tmp_path) is None, content


def test_a_client_shows_the_access_token_of_its_environment(
    other: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    other.body = b'{"data": {}}'
    monkeypatch.delenv("ZEROFLOW_ACCESS_TOKEN", raising=False)
    Client(f"http://127.0.0.1:{other.port}").gql("{ runs }")
    assert other.authorization is None
    monkeypatch.setenv("ZEROFLOW_ACCESS_TOKEN", "sesame")
    Client(f"http://127.0.0.1:{other.port}").gql("{ runs }")
    assert other.authorization == "Bearer sesame"


def test_the_suites_for_clusters_need_a_kubeconfig(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for value in ("", "/nowhere/kubeconfig"):
        monkeypatch.setenv("ZEROFLOW_CLUSTER_KUBECONFIG", value)
        code, _, error = ends(capsys, monkeypatch, "test", "--cluster")
        assert code == BAD_INPUT
        assert "ZEROFLOW_CLUSTER_KUBECONFIG" in error
