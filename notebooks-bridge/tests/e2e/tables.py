"""Tables that no one has seen, made from a seed."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

from zeroflow.cli import checkout

SAMPLES = checkout.home() / "functions/tasks/pipelines/data"
WINE = SAMPLES / "wine.csv"
BREAST_CANCER = SAMPLES / "breast_cancer.csv"


def clusters(labels: list[str], rows: int, columns: int, label_column: str, seed: int = 7) -> bytes:
    """A CSV file of numbers that lie around one centre for each label, so that they can be learned."""
    chance = random.Random(seed)
    centres = {label: [chance.uniform(-5, 5) for _ in range(columns)] for label in labels}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    names = [f"x{i}" for i in range(columns)]
    writer.writerow([*names[: columns // 2], label_column, *names[columns // 2 :]])
    for row in range(rows):
        label = labels[row % len(labels)]
        values = [f"{chance.gauss(centre, 1):.5f}" for centre in centres[label]]
        writer.writerow([*values[: columns // 2], label, *values[columns // 2 :]])
    return text.getvalue().encode()


def rows_of(table: Path, label: str) -> tuple[list[list[float]], list[str]]:
    """Features and labels of a CSV file."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    features = [[float(value) for name, value in row.items() if name != label] for row in rows]
    return features, [row[label] for row in rows]
