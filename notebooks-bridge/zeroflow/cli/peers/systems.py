"""What is compared: the systems, how much work each gets, and what each of their steps leaves behind."""

from __future__ import annotations

from dataclasses import dataclass, replace

ZEROFLOW = "zeroflow"


@dataclass(frozen=True)
class Load:
    """How much one system does: a chain of ``steps`` and ``width`` steps side by side, ``repeats`` times."""

    steps: int
    width: int
    repeats: int
    warm_ups: int = 2

    def at_most(self, size: int, repeats: int) -> Load:
        """Less of everything, for a system whose steps take so long that more would tell nothing new."""
        return replace(
            self,
            steps=min(self.steps, size),
            width=min(self.width, size),
            repeats=min(self.repeats, repeats),
            warm_ups=1,
        )

    def size(self, kind: str) -> int:
        """Steps of one piece of work; the sum at the end of a fan-out is not counted."""
        return self.steps if kind == "chain" else self.width


@dataclass(frozen=True)
class System:
    """A system that runs steps; ``each_step`` says what is done, and what would survive a crash, per step."""

    name: str
    title: str
    each_step: str


@dataclass(frozen=True)
class Peer(System):
    """A system of others: a module of ``bench_peers`` in an environment with ``requirements`` drives it."""

    module: str
    requirements: str
    needs_postgres: bool = True
    arguments: tuple[str, ...] = ()


OURS = System(ZEROFLOW, "Zeroflow", "a call of a warm function, its result committed before the next step")

PEERS = (
    Peer(
        "dbos",
        "DBOS",
        "a function call in the caller's process, its result committed before the next step",
        module="with_dbos",
        requirements="dbos",
    ),
    Peer(
        "prefect",
        "Prefect",
        "a function call in the caller's process; its state is sent later, no step waits for a commit",
        module="with_prefect",
        requirements="prefect",
    ),
    Peer(
        "dagster",
        "Dagster multiprocess",
        "a forked process, about ten events committed one by one, its result in a file",
        module="with_dagster",
        requirements="dagster",
    ),
    Peer(
        "kfp-no-install",
        "kfp.local, no pip",
        "a Python process (install_kfp_package=False), its result in a file; nothing can be continued",
        module="with_kfp",
        requirements="kfp",
        needs_postgres=False,
    ),
    Peer(
        "kfp",
        "kfp.local",
        "pip looks for kfp, as components have it by default, then as above",
        module="with_kfp",
        requirements="kfp",
        needs_postgres=False,
        arguments=("install",),
    ),
    Peer(
        "kfp-venv",
        "kfp.local, as it comes",
        "a virtual environment with pip, setuptools, wheel and kfp, then as above",
        module="with_kfp",
        requirements="kfp",
        needs_postgres=False,
        arguments=("install", "venv"),
    ),
)

# Each takes half a minute.
VENV_STEPS = 2

NAMES = (ZEROFLOW, *(peer.name for peer in PEERS))


def loads(full: Load, kfp_steps: int, dagster_steps: int) -> dict[str, Load]:
    """The work of each system: the same for all, but less for those that take long."""
    every = dict.fromkeys(NAMES, full)
    every["kfp"] = full.at_most(kfp_steps, repeats=1)
    every["kfp-venv"] = replace(full.at_most(min(kfp_steps, VENV_STEPS), repeats=1), warm_ups=0)
    every["dagster"] = full.at_most(dagster_steps, repeats=full.repeats)
    every["kfp-no-install"] = replace(full, warm_ups=1)
    return every
