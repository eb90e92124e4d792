"""Compiled components run, and their values and artifacts arrive."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import StartHost
from tests.support import calls
from tests.support.hosts import Host
from tests.support.plane import sha256


def outputs(result: dict[str, Any]) -> dict[str, Any]:
    assert result["error"] is None, (result["error"], result["logs"])
    return dict(result["outputParameters"])


def artifacts(result: dict[str, Any]) -> dict[str, Any]:
    """Output artifacts that hold one each."""
    assert result["error"] is None, (result["error"], result["logs"])
    assert all(len(each) == 1 for each in result["outputArtifacts"].values())
    return {name: each[0] for name, each in result["outputArtifacts"].items()}


@pytest.mark.parametrize("corpus", [calls.NEW, calls.OLD], ids=["2.17", "2.9"])
def test_a_function_of_either_sdk_runs_with_the_installed_kfp(host: Host, corpus: dict[str, Any]) -> None:
    result = host.run("no_kfp_line", {"a": 4}, corpus=corpus)

    assert outputs(result) == {"Output": 5}
    assert result["attemptToken"] == calls.TOKEN
    assert result["timings"]["workMillis"] > 0


@pytest.mark.parametrize(
    ("name", "parameters", "expected"),
    [
        ("add", {"a": 1, "b": 2}, {"Output": 3}),
        ("use_venv", {"a": 1}, {"Output": 3}),
        ("additional_funcs", {"a": 4}, {"Output": 8}),
        ("embedded", {}, {"Output": "embedded text"}),
        ("several", {"a": 2}, {"twice": 4, "name": "n", "parts": [2, 2]}),
    ],
)
def test_every_flavour_runs(
    host: Host, name: str, parameters: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert outputs(host.run(name, parameters)) == expected


def test_values_of_every_type_arrive_unchanged(host: Host) -> None:
    values = {
        "text": "quote \" ' \\ newline \n {{$.inputs.parameters['number']}} $(id) `id` \u00e9\U0001f600 \x00",
        "number": 1.5,
        "yes": True,
        "items": [1, 2.5, "x", None, {"a": [False]}],
        "table": {"nested": {"deep": [1]}, "": ""},
    }

    assert outputs(host.run("echo_all", values)) == {"Output": {**values, "missing": "default"}}


def test_a_parameter_of_a_megabyte_arrives_and_returns(host: Host) -> None:
    text = "0123456789abcdef" * (1 << 16)
    result = host.run("echo", {"text": text[:-100]})

    assert outputs(result) == {"Output": text[:-100]}


def test_a_parameter_that_is_too_large_is_refused(host: Host) -> None:
    error = host.run("echo", {"text": "x" * (1 << 20)})["error"]

    assert (error["code"], error["category"]) == ("OUTPUT_TOO_LARGE", "RESOURCE")
    assert "Output" in error["message"]


def test_files_metadata_and_metrics_are_stored(host: Host) -> None:
    result = host.run("write_dataset", {"rows": 3})

    found = artifacts(result)
    assert host.plane.content(found["data"]["uri"]) == b"x\nx\nx\n"
    assert found["data"]["digest"] == sha256(b"x\nx\nx\n")
    assert (found["data"]["size"], found["data"]["metadata"]) == (6, {"rows": 3})
    assert found["scores"] == {
        "uri": "",
        "digest": "",
        "size": 0,
        "metadata": {"accuracy": 0.5, "loss": "nan"},
    }
    assert result["metrics"] == [{"key": "accuracy", "value": 0.5, "step": 0}]
    assert {each["output"]: each["contentType"] for each in host.plane.uploads} == {
        "data": "application/octet-stream",
        "page": "text/html",
    }
    assert all(each["path"] is None for each in host.plane.uploads)
    assert host.plane.tokens == {f"Bearer {calls.TOKEN}"}
    assert result["timings"]["uploadMillis"] > 0


def test_an_input_is_read_and_changing_it_harms_nobody(host: Host) -> None:
    artifact = host.plane.store("input.csv", b"a,b\n1,2\n")
    for _ in range(2):
        assert outputs(host.run("read_dataset", artifacts={"data": [artifact]})) == {"Output": "a,b\n1,2\n"}
    assert host.plane.reads == ["input.csv"]


def test_paths_of_inputs_and_outputs_are_given_as_texts(host: Host) -> None:
    artifact = host.plane.store("text", b"twelve bytes")
    result = host.run("read_path", artifacts={"data": [artifact]})

    assert outputs(result) == {"count": 12}
    assert host.plane.content(artifacts(result)["copy"]["uri"]) == b"twelve bytes"


def test_a_list_of_artifacts_is_read_in_order_and_the_same_bytes_are_fetched_once(host: Host) -> None:
    parts = [host.plane.store(f"part-{n}", text) for n, text in enumerate((b"one", b"two", b"one"))]

    assert outputs(host.run("read_many", artifacts={"parts": parts})) == {"Output": ["one", "two", "one"]}
    assert host.plane.reads == ["part-0", "part-1"]


def test_a_directory_is_stored_file_by_file_and_read_again(host: Host) -> None:
    tree = artifacts(host.run("write_folder"))["tree"]

    manifest = host.plane.content(tree["uri"] + ".manifest")
    assert tree["uri"].endswith("/")
    assert tree["digest"] == sha256(manifest)
    assert tree["size"] == 5 + 3 + 3
    listed = {each["path"]: each["digest"] for each in json.loads(manifest)["files"]}
    assert listed == {"a/b.txt": sha256(b"inner"), "link.txt": sha256(b"top"), "top.txt": sha256(b"top")}

    found = host.run("read_folder", artifacts={"tree": [host.plane.input_of(tree)]})
    assert outputs(found) == {"Output": {"a/b.txt": "inner", "link.txt": "top", "top.txt": "top"}}
    asked = sorted(each["path"] for each in host.plane.downloads)
    assert asked[0] == "a/b.txt"
    assert len(asked) <= 3


def test_a_link_out_of_the_folder_is_the_users_error(host: Host) -> None:
    error = host.run("leak_folder")["error"]

    assert (error["code"], error["category"]) == ("BAD_OUTPUT", "USER")
    assert "link.txt" in error["message"]


def test_an_address_that_the_step_names_is_reported_and_nothing_is_uploaded(host: Host) -> None:
    result = host.run("point_elsewhere")

    found = artifacts(result)
    assert found["model"] == {
        "uri": "s3://elsewhere/model",
        "digest": "",
        "size": 0,
        "metadata": {"kept": True},
    }
    assert found["none"] == {"uri": "", "digest": "", "size": 0, "metadata": {"only": "metadata"}}
    assert host.plane.uploads == []
    assert any("output none" in line["text"] for line in result["logs"])


def test_an_artifact_is_taken_from_the_path_that_the_step_set(host: Host) -> None:
    assert host.plane.content(artifacts(host.run("custom_path"))["model"]["uri"]) == b"custom"


def test_a_foreign_address_is_passed_on_and_never_opened(host: Host) -> None:
    artifact = {**host.plane.store("x", b""), "uri": f"{host.plane.address}/objects/x", "getUrl": ""}
    error = host.run("read_dataset", artifacts={"data": [artifact]})["error"]

    assert error["message"].startswith("FileNotFoundError")
    assert host.plane.reads == []


def test_an_output_parameter_that_is_missing_is_named(host: Host) -> None:
    error = host.run("no_output")["error"]

    assert (error["code"], error["category"]) == ("MISSING_OUTPUT", "USER")
    assert "Output" in error["message"]


def test_a_component_of_an_image_is_found_by_its_configuration(host: Host) -> None:
    folder = host.log.parent
    (folder / "kfp_config.ini").write_text("[Components]\ncontainerized = code/built.py\n")
    (folder / "code").mkdir()
    (folder / "code" / "built.py").write_text(
        "from kfp import dsl\ndef containerized(a: int) -> int:\n    return a + 100\n"
    )

    assert outputs(host.run("containerized", {"a": 1})) == {"Output": 101}


def test_components_of_images_may_lie_elsewhere(start_host: StartHost, tmp_path: Path) -> None:
    (tmp_path / "kfp_config.ini").write_text("[Components]\ncontainerized = built.py\n")
    (tmp_path / "built.py").write_text(
        "import beside\ndef containerized(a: int) -> int:\n    return beside.B + a\n"
    )
    (tmp_path / "beside.py").write_text("B = 1\n")
    host = start_host(ZEROFLOW_COMPONENTS=str(tmp_path))

    assert outputs(host.run("containerized", {"a": 1})) == {"Output": 2}


@pytest.mark.parametrize(
    ("config", "reason"),
    [
        (None, "there is no kfp_config.ini in"),
        ("", "does not name it"),
        ("containerized = gone.py", "gone.py, where kfp_config.ini says that it is, is no file"),
        ("containerized = empty.py", "empty.py does not define it"),
    ],
)
def test_a_component_whose_image_is_not_here_is_the_users_error(
    start_host: StartHost, tmp_path: Path, config: str | None, reason: str
) -> None:
    (tmp_path / "empty.py").touch()
    if config is not None:
        (tmp_path / "kfp_config.ini").write_text(f"[Components]\n{config}\n")
    error = start_host(ZEROFLOW_COMPONENTS=str(tmp_path)).run("containerized", {"a": 1})["error"]

    assert (error["code"], error["category"], error["stack"]) == ("COMPONENT_NOT_FOUND", "USER", None)
    assert error["message"].startswith(
        "The code of the component containerized lies in its target_image, and "
    )
    assert reason in error["message"]
    assert "leave target_image out" in error["message"]


@pytest.mark.parametrize(
    ("change", "code", "category"),
    [
        ({"digest": sha256(b"other")}, "DIGEST_MISMATCH", "TRANSIENT"),
        ({"digest": "etag:other"}, "OBJECT_CHANGED", "USER"),
        ({"digest": "md5:0"}, "BAD_DIGEST", "INTERNAL"),
        ({"getUrl": "missing"}, "OBJECT_NOT_FOUND", "USER"),
    ],
)
def test_bytes_that_are_not_the_ones_meant_end_the_attempt(
    host: Host, change: dict[str, str], code: str, category: str
) -> None:
    artifact = {**host.plane.store("bytes", b"these bytes"), **change}
    if change.get("getUrl"):
        artifact = {**artifact, "getUrl": f"{host.plane.address}/objects/missing", "digest": sha256(b"gone")}
    error = host.run("read_dataset", artifacts={"data": [artifact]})["error"]

    assert (error["code"], error["category"]) == (code, category)


def test_an_object_with_the_expected_etag_is_read(host: Host) -> None:
    artifact = host.plane.store("tagged", b"by etag", digest="etag:tagged")

    assert outputs(host.run("read_dataset", artifacts={"data": [artifact]})) == {"Output": "by etag"}


def test_outputs_are_stored_side_by_side(host: Host) -> None:
    host.plane.together = threading.Barrier(2)
    stored = artifacts(host.run("write_dataset", {"rows": 2}))

    assert host.plane.content(stored["data"]["uri"]) == b"x\nx\n"
    assert host.plane.content(stored["page"]["uri"]) == b"<p>hello</p>"


def test_an_upload_is_tried_again(host: Host) -> None:
    host.plane.broken_puts = 2

    assert host.plane.content(artifacts(host.run("custom_path"))["model"]["uri"]) == b"custom"
