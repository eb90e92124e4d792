"""The commands that make an environment, with uv or with venv and pip."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from zeroflow_python.components.pip_script import PipLine

_CREDENTIALS = re.compile(r"(\w[\w+.-]*://)(?:([^/\s:@]*:)[^/\s@]*|[^/\s:@]+)@")
_UV_BY_PIP = {
    "PIP_INDEX_URL": "UV_DEFAULT_INDEX",
    "PIP_EXTRA_INDEX_URL": "UV_INDEX",
    "PIP_FIND_LINKS": "UV_FIND_LINKS",
    "PIP_CERT": "SSL_CERT_FILE",
    "PIP_TRUSTED_HOST": "UV_INSECURE_HOST",
}
_PASSED = re.compile(
    r"(PIP_|UV_|SSL_CERT_|REQUESTS_CA_BUNDLE$|CURL_CA_BUNDLE$|NETRC$|(https?|all|no)_proxy$)", re.I
)
_TRUE = ("1", "true", "yes", "on", "y", "t")
_BASE = ("PATH", "HOME", "LANG", "TMPDIR")


def find_uv() -> str | None:
    """The uv program: beside this interpreter as a package, or on PATH."""
    if importlib.util.find_spec("uv"):
        from uv import find_uv_bin

        try:
            return str(find_uv_bin())
        except FileNotFoundError:
            pass
    return shutil.which("uv")


def environment(environ: Mapping[str, str], caches: Path) -> dict[str, str]:
    """What an installer gets of the host's environment: paths, and settings of pip, uv and proxies."""
    kept = {name: value for name, value in environ.items() if _PASSED.match(name) or name in _BASE}
    for pip, uv in _UV_BY_PIP.items():
        if environ.get(pip):
            value = environ[pip]
            kept.setdefault(uv, ",".join(value.split()) if uv == "UV_FIND_LINKS" else value)
    return {
        "UV_CACHE_DIR": str(caches / "uv"),
        "PIP_CACHE_DIR": str(caches / "pip"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "UV_PYTHON_DOWNLOADS": "never",
        **kept,
    }


def with_uv(uv: str, folder: Path, lines: tuple[PipLine, ...], environ: Mapping[str, str]) -> list[list[str]]:
    """Commands for uv. It takes the best version of all indexes, as pip does."""
    python = str(folder / "bin" / "python")
    venv = [uv, "venv", "--quiet", "--system-site-packages", "--python", sys.executable, str(folder)]
    install = [uv, "pip", "install", "--no-config", "--no-progress", "--python", python]
    if environ.get("PIP_NO_INDEX", "").lower() in _TRUE:  # uv has no variable for it
        install.append("--no-index")
    return [venv, *([*install, *_uv_options(line), "--", *line.requirements] for line in lines)]


def with_pip(folder: Path, lines: tuple[PipLine, ...]) -> list[list[str]]:
    """Commands for venv and pip; the interpreter's own pip serves, if there is one."""
    own_pip = ["--without-pip"] if importlib.util.find_spec("pip") else []
    venv = [sys.executable, "-m", "venv", "--system-site-packages", *own_pip, str(folder)]
    install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--progress-bar", "off", "--no-input"]
    return [venv, *([*install, *_pip_options(line), "--", *line.requirements] for line in lines)]


def masked(text: str) -> str:
    """The text without the passwords of addresses in it; a name without a password is a token."""
    return _CREDENTIALS.sub(lambda found: f"{found.group(1)}{found.group(2) or ''}****@", text)


def _pip_options(line: PipLine) -> list[str]:
    return sorted(line.switches) + [part for option in line.options for part in _host_only(option)]


def _uv_options(line: PipLine) -> list[str]:
    found: list[str] = ["--index-strategy", "unsafe-best-match"]
    for switch in sorted(line.switches):
        found += ["--prerelease", "allow"] if switch == "--pre" else [switch]
    for option in line.options:
        name, value = _host_only(option)
        found += ["--allow-insecure-host" if name == "--trusted-host" else name, value]
    return found


def _host_only(option: tuple[str, str]) -> tuple[str, str]:
    """kfp names whole addresses where both installers want hosts."""
    name, value = option
    if name != "--trusted-host" or "://" not in value:
        return option
    address = urlsplit(value)
    return name, f"{address.hostname}:{address.port}" if address.port else str(address.hostname)
