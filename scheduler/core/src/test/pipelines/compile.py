"""Compiles every pipeline of the corpus with the SDK that requirements.txt pins.

Each file beside this one that has a `pipeline` becomes a document of the same name in
../resources/corpus: `pip install -r requirements.txt && python compile.py`.
"""

import importlib
import warnings
from pathlib import Path

from kfp import compiler

HERE = Path(__file__).parent
CORPUS = HERE.parent / "resources" / "corpus"


def main() -> None:
    """Compiles all files."""
    warnings.simplefilter("ignore", FutureWarning)
    CORPUS.mkdir(parents=True, exist_ok=True)
    for source in sorted(HERE.glob("*.py")):
        if source.stem in ("compile", "components"):
            continue
        module = importlib.import_module(source.stem)
        compiler.Compiler().compile(module.pipeline, str(CORPUS / f"{source.stem}.yaml"))
        print(source.stem)


if __name__ == "__main__":
    main()
