"""Settings of the host, read from the environment once at start."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from zeroflow_python.environments.room import Limits


class BadSettings(Exception):
    """A setting cannot be used; the message names the variable."""


@dataclass(frozen=True)
class Settings:
    """Folders are absolute, and `components` holds what images of components would.

    `zygote_idle` is in seconds; `installer` is `uv`, `pip` or None for a choice.
    """

    host: str
    port: int
    exit_with_parent: bool
    work: Path
    environments: Path
    allow_commands: bool
    installer: str | None
    zygote_idle: float
    components: Path
    environment_limits: Limits


def read(environ: Mapping[str, str], temporary: Path) -> Settings:
    """Settings by name and default. Raises BadSettings."""
    installer = environ.get("ZEROFLOW_INSTALLER") or None
    if installer not in (None, "uv", "pip"):
        raise BadSettings(f"ZEROFLOW_INSTALLER must be uv or pip, but is {installer}")
    return Settings(
        host=environ.get("ZEROFLOW_HOST") or "127.0.0.1",
        port=int(_number(environ, "PORT", 8080, 65_535)),
        exit_with_parent=environ.get("ZEROFLOW_EXIT_WITH_PARENT") == "true",
        work=_folder(environ, "ZEROFLOW_WORK", temporary / "zeroflow" / "work"),
        environments=_folder(environ, "ZEROFLOW_ENVIRONMENTS", temporary / "zeroflow" / "environments"),
        allow_commands=environ.get("ZEROFLOW_ALLOW_COMMANDS") == "true",
        installer=installer,
        zygote_idle=_number(environ, "ZEROFLOW_ZYGOTE_IDLE", 300, 86_400),
        components=_folder(environ, "ZEROFLOW_COMPONENTS", Path.cwd()),
        environment_limits=Limits(
            int(_number(environ, "ZEROFLOW_MAX_ENVIRONMENTS", 50, 10_000)),
            int(_number(environ, "ZEROFLOW_MAX_ENVIRONMENT_GIB", 20, 1 << 20) * (1 << 30)),
        ),
    )


def own_folder(folder: Path) -> None:
    """Makes a folder that nobody else can write to. Raises BadSettings if somebody else can.

    What lies in it is executed, and its default is below a folder that everybody may write to.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
    except OSError as e:
        raise BadSettings(f"the folder {folder} cannot be used: {e.strerror}") from e
    if found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o022:
        raise BadSettings(f"the folder {folder} must belong to this user, and nobody else may write to it")


def _folder(environ: Mapping[str, str], name: str, default: Path) -> Path:
    folder = Path(environ.get(name) or default)
    if not folder.is_absolute():
        raise BadSettings(f"{name} must be an absolute path, but is {folder}")
    return Path(os.path.realpath(folder))


def _number(environ: Mapping[str, str], name: str, default: float, most: float) -> float:
    text = environ.get(name) or str(default)
    try:
        value = float(text)
    except ValueError:
        raise BadSettings(f"{name} must be a number, but is {text}") from None
    if not 0 <= value <= most:
        raise BadSettings(f"{name} must be from 0 to {most:g}, but is {text}")
    return value
