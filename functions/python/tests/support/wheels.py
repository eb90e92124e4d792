"""Makes tiny wheels by hand, so that tests install packages without a network."""

from __future__ import annotations

import zipfile
from pathlib import Path

TINY = "ANSWER = 'tiny {version}'\n\n\ndef main():\n    print('script {version}')\n"
THREADS = """import threading, time

NAME = 'threads '
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
"""


def make_all(folder: Path) -> Path:
    """zf-tiny 1.0 and 2.0 with a script, and zf-threads 1.0, which starts a thread when it is imported."""
    folder.mkdir(parents=True, exist_ok=True)
    for version in ("1.0", "2.0"):
        wheel(folder, "zf_tiny", version, TINY.format(version=version), "zf-tiny = zf_tiny:main")
    wheel(folder, "zf_threads", "1.0", THREADS)
    return folder


def wheel(folder: Path, module: str, version: str, source: str, script: str = "") -> None:
    info = f"{module}-{version}.dist-info"
    files = {
        f"{module}.py": source,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {module.replace('_', '-')}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    if script:
        files[f"{info}/entry_points.txt"] = f"[console_scripts]\n{script}\n"
    files[f"{info}/RECORD"] = "".join(f"{name},,\n" for name in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(folder / f"{module}-{version}-py3-none-any.whl", "w") as out:
        for name, content in files.items():
            out.writestr(name, content)
