"""Starts the host: `python3 -m zeroflow_python`. With an event in a file it runs that and ends."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from zeroflow_python import job, settings
from zeroflow_python.host import HostProcess


def main() -> int:
    """Runs until it is told to stop. Exit codes: 0 stopped, 1 could not listen, 2 bad settings.

    Those of a job are in `job.run`.
    """
    try:
        read = settings.read(os.environ, Path(tempfile.gettempdir()))
        event = job.event_file(os.environ)
        if event:
            return job.run(event, read, os.environ)
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
