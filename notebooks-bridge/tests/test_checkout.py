from __future__ import annotations

import os
from pathlib import Path

import pytest
from rich.console import Console

from zeroflow.cli import checkout
from zeroflow.cli.failure import COULD_NOT, Failure


def jdk(folder: Path, version: str, compiler: bool = True) -> Path:
    (folder / "bin").mkdir(parents=True)
    (folder / "release").write_text(f'IMPLEMENTOR="x"\nJAVA_VERSION="{version}"\n')
    for tool in ["java", *(["javac"] if compiler else [])]:
        (folder / "bin" / tool).touch(mode=0o755)
    return folder


@pytest.fixture(autouse=True)
def only_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No JDK but those that a test makes."""
    monkeypatch.setenv("JAVA_HOME", "")
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setenv("ZEROFLOW_JDK_FOLDERS", str(tmp_path / "jvm"))


def test_java_home_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    jdk(tmp_path / "jvm" / "jdk-26", "26")
    monkeypatch.setenv("JAVA_HOME", str(jdk(tmp_path / "mine", "25.0.1")))
    assert checkout.java_home() == tmp_path / "mine"


def test_a_java_home_that_is_too_old_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(jdk(tmp_path / "old", "17.0.9")))
    found = jdk(tmp_path / "jvm" / "jdk-25", "25")
    assert checkout.java_home() == found


def test_a_jdk_on_the_path_is_found_behind_its_links(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = jdk(tmp_path / "real", "25-ea")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").symlink_to(real / "bin" / "java")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert checkout.java_home() == real


def test_a_runtime_without_a_compiler_is_no_jdk(tmp_path: Path) -> None:
    jdk(tmp_path / "jvm" / "jre-27", "27", compiler=False)
    found = jdk(tmp_path / "jvm" / "jdk-25", "25")
    assert checkout.java_home() == found


@pytest.mark.parametrize("release", ["", "JAVA_VERSION=25", 'JAVA_VERSION="1.8.0_292"', 'JAVA_VERSION="x"'])
def test_without_a_jdk_the_way_out_is_told(tmp_path: Path, release: str) -> None:
    broken = jdk(tmp_path / "jvm" / "broken", "25")
    (broken / "release").write_text(release)
    with pytest.raises(Failure, match="no JDK 25 or later found: install one") as failure:
        checkout.java_home()
    assert failure.value.exit_code == COULD_NOT


def test_without_maven_the_way_out_is_told() -> None:
    with pytest.raises(Failure, match="Maven is not installed: install"):
        checkout.maven()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "[INFO] Building Zeroflow :: functions :: model 0.1.0                              [3/14]\n",
            "Building module 3 of 14: Zeroflow :: functions :: model",
        ),
        ("[INFO] Building Zeroflow 0.1.0 [1/14]", "Building module 1 of 14: Zeroflow"),
        ("[INFO] Building jar: /x/zeroflow-0.1.0.jar", None),
        ("[INFO] BUILD SUCCESS", None),
    ],
)
def test_the_progress_of_the_build_is_read_from_maven(line: str, told: str | None) -> None:
    assert checkout.build_progress(line) == told


def fake_checkout(monkeypatch: pytest.MonkeyPatch, top: Path, maven: str) -> None:
    """A checkout with a source, no jars, and a Maven that is a shell script."""
    monkeypatch.setenv("ZEROFLOW_HOME", str(top))
    monkeypatch.setenv("PATH", f"{top / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("JAVA_HOME", str(jdk(top / "jdk", "25")))
    (top / "bin").mkdir()
    (top / "bin" / "mvn").write_text("#!/bin/sh\n" + maven)
    (top / "bin" / "mvn").chmod(0o755)
    (top / "pom.xml").touch()
    os.utime(top / "pom.xml", (1, 1))


def test_what_is_built_is_not_built_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    jars = " ".join(checkout.JARS)
    make = f"echo built >> count; for j in {jars}; do mkdir -p $(dirname $j); touch $j; done\n"
    fake_checkout(monkeypatch, tmp_path, make)
    console = Console(quiet=True)
    checkout.build_if_needed(console)
    checkout.build_if_needed(console)
    assert (tmp_path / "count").read_text() == "built\n"

    source = tmp_path / "scheduler" / "core" / "src" / "main" / "java" / "Run.java"
    source.parent.mkdir(parents=True)
    source.touch()
    later = (tmp_path / checkout.JARS[0]).stat().st_mtime + 5
    os.utime(source, (later, later))
    checkout.build_if_needed(console)
    assert (tmp_path / "count").read_text() == "built\nbuilt\n"


def test_a_build_that_fails_says_where_to_look(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake_checkout(monkeypatch, tmp_path, "echo '[ERROR] no such symbol'; exit 1\n")
    with pytest.raises(Failure, match=r"(?s)the build failed; see .*build\.log.*no such symbol"):
        checkout.build_if_needed(Console(quiet=True))
