"""The checkout that this command belongs to, the JDK that runs it, and the build of what is missing."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from zeroflow import VERSION
from zeroflow.cli.failure import Failure

OLDEST_JAVA = 25
SOURCES = ("functions", "scheduler", "knative", "graphql-api")
JARS = (
    f"functions/tasks/target/zeroflow-functions-tasks-{VERSION}-runner.jar",
    f"functions/inference/target/zeroflow-functions-inference-{VERSION}-runner.jar",
    "graphql-api/app/target/quarkus-app/quarkus-run.jar",
)


def home() -> Path:
    """Top directory of the checkout."""
    return Path(os.environ.get("ZEROFLOW_HOME", Path(__file__).resolve().parents[3]))


def java_home() -> Path:
    """Home of a JDK that is new enough: JAVA_HOME, PATH, then the usual folders."""
    for candidate in _java_homes():
        if _java_version(candidate) >= OLDEST_JAVA and (candidate / "bin" / "javac").exists():
            return candidate
    raise Failure(
        f"no JDK {OLDEST_JAVA} or later found: install one (for example Temurin {OLDEST_JAVA}) "
        "and set JAVA_HOME to it"
    )


def _java_homes() -> Iterator[Path]:
    if configured := os.environ.get("JAVA_HOME"):
        yield Path(configured)
    if on_path := shutil.which("java"):
        yield Path(on_path).resolve().parent.parent
    # Set where only this search should count, as a test of the missing JDK does.
    folders = os.environ.get("ZEROFLOW_JDK_FOLDERS")
    usual = (
        "/usr/lib/jvm",
        "/opt",
        "/usr/local",
        "~/.sdkman/candidates/java",
        "~/.jdks",
        "~/.local/share/mise/installs/java",
    )
    for folder in folders.split(":") if folders is not None else usual:
        yield from sorted(Path(folder).expanduser().glob("*/"), reverse=True)
    yield from Path("/Library/Java/JavaVirtualMachines").glob("*/Contents/Home")


def _java_version(candidate: Path) -> int:
    try:
        release = (candidate / "release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    found = re.search(r'^JAVA_VERSION="(\d+)', release, re.MULTILINE)
    return int(found.group(1)) if found else 0


def maven() -> str:
    """The installed Maven."""
    found = shutil.which("mvn")
    if not found:
        raise Failure("Maven is not installed: install 3.8.7 or later (Debian: apt-get install maven)")
    return found


def build_if_needed(console: Console) -> None:
    """Builds the jars unless they are newer than every source."""
    top = home()
    if _is_built(top):
        return
    lock = top / ".zeroflow" / "build.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not _is_built(top):  # another command may have built while this one waited
            _build(console, top)


def _is_built(top: Path) -> bool:
    jars = [top / jar for jar in JARS]
    if not all(jar.exists() for jar in jars):
        return False
    oldest = min(jar.stat().st_mtime for jar in jars)
    return not any(source.stat().st_mtime > oldest for source in _sources(top))


def _sources(top: Path) -> Iterator[Path]:
    yield top / "pom.xml"
    for folder in SOURCES:
        for path in (top / folder).rglob("*"):
            if path.is_file() and (path.name == "pom.xml" or "/src/main/" in path.as_posix()):
                yield path


def build_progress(line: str) -> str | None:
    """What a line of Maven's output tells of the way it has come, if it tells anything."""
    found = re.search(r"Building (Zeroflow.*?) +\d\S* +\[(\d+)/(\d+)\]", line)
    return f"Building module {found[2]} of {found[3]}: {found[1]}" if found else None


def _build(console: Console, top: Path) -> None:
    command = [maven(), "--batch-mode", "package", "-DskipTests"]
    environment = {**os.environ, "JAVA_HOME": str(java_home())}
    log = top / ".zeroflow" / "build.log"
    with (
        console.status("Building (the first time takes some minutes) ...") as status,
        log.open("w", encoding="utf-8") as out,
        subprocess.Popen(
            command, cwd=top, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as process,
    ):
        assert process.stdout is not None
        for line in process.stdout:
            out.write(line)
            if progress := build_progress(line):
                status.update(progress + " ...")
                if not console.is_terminal:
                    console.print(progress)
    if process.returncode != 0:
        errors = [line for line in log.read_text(encoding="utf-8").splitlines() if "ERROR" in line][:5]
        raise Failure("the build failed; see " + str(log) + "".join("\n  " + line for line in errors))
