"""Starts the host: `python3 -m zeroflow_python`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from zeroflow_python import settings
from zeroflow_python.host import HostProcess


def main() -> int:
    """Runs until it is told to stop. Exit codes: 0 stopped, 1 could not listen, 2 bad settings."""
    try:
        read = settings.read(os.environ, Path(tempfile.gettempdir()))
        host = HostProcess(read, os.environ)
    except settings.BadSettings as e:
        print(f"zeroflow-python: {e}", file=sys.stderr)
        return 2
    except OSError as e:
        print(f"zeroflow-python: cannot listen on {read.host}:{read.port}: {e.strerror}", file=sys.stderr)
        return 1
    return host.serve()


if __name__ == "__main__":
    sys.exit(main())
