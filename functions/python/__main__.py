"""Lets `python3 functions/python` start the host without a path of modules."""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent)

from zeroflow_python.__main__ import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
