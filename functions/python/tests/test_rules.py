"""Pure rules: shapes of command lines, versions, plans, paths, values, lines."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.support import calls
from zeroflow_python.artifacts import manifest, parameters
from zeroflow_python.artifacts.cache import ReadCache
from zeroflow_python.attempts import ending, tracking
from zeroflow_python.attempts.lines import MAX_LINE_BYTES, LineSplitter
from zeroflow_python.attempts.secrets import Mask
from zeroflow_python.components import pip_script, shape, versions
from zeroflow_python.components.pip_script import PipLine
from zeroflow_python.contract import instants
from zeroflow_python.contract.errors import TaskError
from zeroflow_python.environments import installer
from zeroflow_python.environments.installed import InstalledPackages
from zeroflow_python.environments.plan import Interpreter, plan

KFP = ("kfp==2.17.0", 'typing-extensions>=3.7.4,<5; python_version<"3.9"')
NO_DEPS = frozenset(["--no-deps"])
HERE = Interpreter("3.11.7", "/usr/bin/python3")


def recognised(name: str, corpus: dict[str, Any] = calls.NEW) -> shape.PythonComponent:
    found = shape.recognise(corpus[name]["command"], corpus[name]["args"])
    assert found, name
    return found


@pytest.mark.parametrize("corpus", [calls.NEW, calls.OLD], ids=["2.17", "2.9"])
def test_every_component_that_the_sdk_compiles_is_recognised(corpus: dict[str, Any]) -> None:
    for name in corpus:
        found = recognised(name, corpus)
        assert found.function.isidentifier()
        assert (found.source is None) == (name == "containerized")


def test_requirements_and_options_are_read_as_a_shell_would() -> None:
    index = ("--index-url", "https://user:secret@index.example/simple")
    other = ("--extra-index-url", "http://other.example/simple")
    trusted = [("--trusted-host", index[1]), ("--trusted-host", other[1])]
    options = (index, other, *trusted)

    assert recognised("add").lines == (PipLine(KFP, NO_DEPS, ()),)
    assert recognised("no_kfp_line").lines == ()
    assert recognised("private_index").lines == (
        PipLine(("zf-tiny",), frozenset(), options),
        PipLine(KFP, NO_DEPS, options),
    )
    assert recognised("quoted_packages").lines[0].requirements == (
        "it's",
        'quo"ted; python_version<"3"',
        "extra[one,two]>=1,<2",
    )
    assert recognised("use_venv_with_packages").lines == (
        PipLine(("zf-tiny",), frozenset(), ()),
        PipLine(KFP, NO_DEPS, ()),
    )
    assert len(recognised("notebook").lines) == 2


SCRIPT = calls.NEW["quoted_packages"]["command"][2]


@pytest.mark.parametrize(
    "script",
    [
        SCRIPT + "rm -rf /\n",
        "touch x\n" + SCRIPT,
        SCRIPT.replace("python3 -m pip install", "curl x | python3 -m pip install", 1),
        SCRIPT.replace("--quiet", "--quiet; id;", 1),
        SCRIPT.replace("--quiet", "--quiet `id`", 1),
        SCRIPT.replace("--quiet", "--quiet $(id)", 1),
        SCRIPT.replace("--quiet", "--quiet > /etc/passwd", 1),
        SCRIPT.replace("--quiet", "--target=/", 1),
        SCRIPT.replace("--quiet", "'unclosed", 1),
        SCRIPT.replace("pip install", "pip uninstall", 1),
        "",
    ],
)
def test_other_scripts_are_not_recognised(script: str) -> None:
    assert pip_script.parse(script) is None


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["--executor_input", "{}"],
        ["--executor_input", "{}", "--function_to_execute", "a-b"],
        ["--executor_input", "{}", "--function_to_execute", "f", "--more"],
        ["--executor_input", "{}", "--other", "f"],
    ],
)
def test_other_arguments_are_not_recognised(args: list[str]) -> None:
    assert shape.recognise(calls.NEW["add"]["command"], args) is None


@pytest.mark.parametrize(
    ("requirement", "installed", "expected"),
    [
        ("a", "1.0", True),
        ("a", None, False),
        ("a==1.0", "1.0.0", True),
        ("a==1.0", "1.0.1", False),
        ("A_b>=1,<2", "1.9.9", True),
        ("a>=1,<2", "2.0", False),
        ("a~=1.4", "1.9", True),
        ("a~=1.4.2", "1.5", False),
        ("a>1", "1.0", False),
        ("a!=1.1", "1.1", False),
        ("a>=1.0", "1.1rc1", False),
        ('a>=5; python_version<"3"', None, True),
        ('a>=5; python_version>="3"', None, False),
    ],
)
def test_plain_requirements_are_compared(requirement: str, installed: str | None, expected: bool) -> None:
    parsed = versions.parse(requirement)

    assert parsed
    assert versions.satisfied(parsed, installed) is expected


@pytest.mark.parametrize(
    "requirement", ["a[x]", "a @ https://x", "git+https://x", "a==1.*", "a==1rc1", "a; os_name=='nt'", "./a"]
)
def test_requirements_that_are_not_plain_are_left_to_the_installer(requirement: str) -> None:
    assert versions.parse(requirement) is None


def test_a_plan_leaves_out_what_is_installed_and_ignores_order_and_spelling() -> None:
    have = {"kfp": "2.17.0"}.get
    kfp = PipLine(KFP, NO_DEPS, ())
    first = PipLine(("b-c>=1,<2", "a"), frozenset(), ())
    second = PipLine((" a", "B_C <2,>=1", "a"), frozenset(), ())

    assert plan((kfp,), HERE, have).lines == ()
    assert plan((first, kfp), HERE, have) == plan((second,), HERE, have)
    assert plan((first,), HERE, have).key != plan((first, kfp), HERE, lambda project: None).key
    assert plan((first,), HERE, have).key != plan((first,), Interpreter("3.12.0", HERE.path), have).key
    other = PipLine(first.requirements, frozenset(), (("--index-url", "http://x"),))
    assert plan((first,), HERE, have).key != plan((other,), HERE, have).key


def test_an_upgrade_is_never_satisfied() -> None:
    line = PipLine(("a",), frozenset(["--upgrade"]), ())

    assert plan((line,), HERE, {"a": "1"}.get).lines == (line,)


def test_packages_that_come_and_go_are_noticed(tmp_path: Path) -> None:
    packages = InstalledPackages([str(tmp_path), str(tmp_path / "missing")])
    assert packages.version("some-project") is None

    for version in ("1.0", "2.0"):
        made = tmp_path / f"Some_Project-{version}.dist-info"
        made.mkdir()
        (made / "METADATA").write_text(f"Metadata-Version: 2.1\nName: Some_Project\nVersion: {version}\n")
        assert [packages.version("some-project") for _ in range(2)] == [version, version]
        made.rename(tmp_path / "gone")
        assert packages.version("some-project") is None
        (tmp_path / "gone" / "METADATA").unlink()
        (tmp_path / "gone").rmdir()


def test_an_installer_gets_its_settings_and_no_others() -> None:
    environ = {
        "PATH": "/bin",
        "PIP_INDEX_URL": "http://x/simple",
        "PIP_FIND_LINKS": "/a /b",
        "https_proxy": "http://p",
        "AWS_SECRET_ACCESS_KEY": "no",
        "UV_DEFAULT_INDEX": "http://own/simple",
    }
    found = installer.environment(environ, Path("/caches"))

    assert "AWS_SECRET_ACCESS_KEY" not in found
    assert found["UV_DEFAULT_INDEX"] == "http://own/simple"
    assert found["UV_FIND_LINKS"] == "/a,/b"
    assert found["https_proxy"] == "http://p"


def test_options_of_pip_are_said_in_each_installers_words() -> None:
    options = (("--index-url", "http://i"), ("--trusted-host", "http://u:p@host:81/simple"))
    lines = (PipLine(("a",), frozenset(["--pre"]), options),)
    uv = installer.with_uv("uv", Path("/e"), lines, {"PIP_NO_INDEX": "1"})[1]
    pip = installer.with_pip(Path("/e"), lines)[1]

    tail = ["--prerelease", "allow", "--index-url", "http://i", "--allow-insecure-host", "host:81", "--", "a"]
    assert uv[-8:] == tail
    assert "--no-index" in uv
    assert pip[-7:] == ["--pre", "--index-url", "http://i", "--trusted-host", "host:81", "--", "a"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at https://user:word@host/x", "at https://user:****@host/x"),
        ("git+https://token@host/x", "git+https://****@host/x"),
        ("a http://h/ b@c", "a http://h/ b@c"),
    ],
)
def test_credentials_in_addresses_are_masked(text: str, expected: str) -> None:
    assert installer.masked(text) == expected


@pytest.mark.parametrize("path", ["", "/a", "../a", "a/../b", "a//b", "a/", ".", "a/./b", "a\0b", "x" * 1025])
def test_a_manifest_names_no_path_that_leaves_its_directory(path: str) -> None:
    content = json.dumps({"files": [{"path": path, "digest": "sha256:" + "0" * 64, "size": 1}]}).encode()

    with pytest.raises(ValueError, match="not allowed"):
        manifest.read(content)


def entry(path: str, **changes: Any) -> dict[str, Any]:
    return {"path": path, "digest": "sha256:" + "0" * 64, "size": 1, **changes}


@pytest.mark.parametrize(
    "files",
    [
        [entry("b"), entry("a")],
        [entry("a"), entry("a")],
        [entry("a"), entry("a/b")],
        [entry("a", digest="sha256:x")],
        [entry("a", size=-1)],
        [entry("a", size=True)],
        [entry(f"{n:05}") for n in range(10_001)],
        "x",
    ],
)
def test_a_manifest_that_is_not_in_order_is_refused(files: Any) -> None:
    with pytest.raises(ValueError, match=r"it|its|digest|size|path"):
        manifest.read(json.dumps({"files": files}).encode())


def test_a_manifest_is_read_as_it_was_written() -> None:
    files = [manifest.File(path, "sha256:" + "1" * 64, 2) for path in ("b/c", "a", "b.txt", "\u00e9")]

    assert manifest.read(manifest.write(files)) == sorted(files, key=lambda file: file.path)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("STRING", " as is\n", " as is\n"),
        ("NUMBER_INTEGER", " 7\n", 7),
        ("NUMBER_DOUBLE", "1e3\n", 1000.0),
        ("BOOLEAN", "True\n", True),
        ("BOOLEAN", "false", False),
        ("LIST", "[1]", [1]),
        ("STRUCT", '{"a": 1}', {"a": 1}),
    ],
)
def test_a_parameters_file_is_read_by_its_type(kind: str, text: str, expected: Any) -> None:
    assert parameters.parse(text, kind) == expected


@pytest.mark.parametrize(
    ("kind", "value"),
    [("NUMBER_DOUBLE", float("nan")), ("LIST", [float("inf")]), ("STRUCT", {"a": float("-inf")})],
)
def test_numbers_that_json_does_not_have_are_the_users_error(kind: str, value: Any) -> None:
    with pytest.raises(TaskError) as raised:
        parameters.collect({"out": kind}, {"out": value}, {})
    assert raised.value.code == "BAD_OUTPUT"


def test_what_the_executor_wrote_goes_before_files_and_undeclared_values_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "out"
    file.write_text("1")
    found = parameters.collect(
        {"out": "NUMBER_INTEGER"}, {"out": 3.0, "other": 1}, {"out": str(file), "other": str(file)}
    )

    assert json.dumps(found) == '{"out": 3}'


@pytest.mark.parametrize(
    ("kind", "content"), [("NUMBER_INTEGER", b"x"), ("STRING", b"\xff"), ("LIST", b"{}")]
)
def test_a_file_of_another_type_is_the_users_error(tmp_path: Path, kind: str, content: bytes) -> None:
    (tmp_path / "out").write_bytes(content)

    with pytest.raises(TaskError, match="out cannot be used"):
        parameters.collect({"out": kind}, {}, {"out": str(tmp_path / "out")})


def test_lines_are_whole_and_long_ones_are_cut_between_characters() -> None:
    splitter = LineSplitter()
    wide = "\u20ac" * MAX_LINE_BYTES

    assert splitter.feed(b"a\r\nb") == ["a"]
    assert splitter.feed(b"c\n\nd") == ["bc", ""]
    pieces = splitter.feed(b"\n" + wide.encode() + b"\n")
    assert pieces[0] == "d"
    assert "".join(pieces[1:]) == wide
    assert all(len(piece.encode()) <= MAX_LINE_BYTES for piece in pieces)
    assert splitter.feed(b"end") == []
    assert splitter.feed(b"") == ["end"]


def test_secrets_are_known_by_their_names_and_short_values_are_not_hidden() -> None:
    mask = Mask({"my_api_key": "abcdef", "GH_TOKEN": "abcdef-long", "PASSWORD": "x", "PLAIN": "visible"}, "")

    assert mask("abcdef-long abcdef x visible") == "**** **** x visible"


def test_a_kill_is_for_memory_only_with_evidence() -> None:
    def of(evidence: bool) -> TaskError:
        error = ending.error(signal.SIGKILL, None, evidence, None, str)
        assert error
        return error

    assert (of(True).code, of(True).category) == ("OUT_OF_MEMORY", "RESOURCE")
    assert (of(False).code, of(False).category) == ("KILLED", "USER")


def test_instants_are_read_as_java_writes_them() -> None:
    assert instants.parse("1970-01-01T00:00:01.500Z") == 1.5
    assert instants.parse("1970-01-01T00:01Z") == 60
    assert instants.parse("9999-12-31T23:59:59.999999999Z") > 2.5e11
    assert instants.write(1.5) == "1970-01-01T00:00:01.500000Z"
    with pytest.raises(ValueError, match="not an instant"):
        instants.parse("1970-01-01")


def test_the_cache_keeps_what_was_used_last_and_drops_what_was_changed(tmp_path: Path) -> None:
    cache = ReadCache(tmp_path / "cache", max_bytes=40)
    target = tmp_path / "target"
    digests = []
    for number in range(5):
        source = tmp_path / f"source-{number}"
        source.write_bytes(str(number).encode() * 10)
        digests.append(manifest.digest(source.read_bytes()))
        cache.keep(digests[-1], source)

    assert [cache.copy(each, target) for each in digests] == [False, True, True, True, True]
    kept = tmp_path / "cache" / digests[1][len("sha256:") :]
    kept.write_bytes(b"poisoned!!")
    assert not cache.copy(digests[1], target)
    assert not kept.exists()


def test_the_run_of_a_step_is_the_one_that_the_server_derives() -> None:
    run = tracking.run_id("8c3f9d0e-0000-4000-8000-000000000001", "for-1/train")
    assert run == "26f6824d0cb031f588123d936a82c336"
