"""Writes what Optuna 5.0 makes of fixed observations, for the tests to agree with.

pip install "optuna==5.0.*"; python expected.py ../resources/optuna
"""

import json
import math
import sys
from pathlib import Path

import numpy as np
import optuna
from optuna.distributions import (
    CategoricalDistribution,
    FloatDistribution,
    IntDistribution,
)
from optuna.samplers._tpe.parzen_estimator import (
    _ParzenEstimator,
    _ParzenEstimatorParameters,
)
from optuna.samplers._tpe.sampler import (
    _split_trials,
    default_gamma,
    default_gamma_multiobjective,
)
from optuna.trial import TrialState, create_trial

RANDOM = np.random.RandomState(7)
PARAMETERS = _ParzenEstimatorParameters(
    prior_weight=1.0,
    consider_magic_clip=True,
    consider_endpoints=False,
    weights=optuna.samplers._tpe.sampler.default_weights,
    multivariate=True,
)
AXES = {
    "continuous": FloatDistribution(-5, 10),
    "log": FloatDistribution(1e-5, 1e-1, log=True),
    "stepped": FloatDistribution(0, 0.6, step=0.05),
    "int": IntDistribution(1, 64),
    "wide_int": IntDistribution(0, 5000, step=5),
    "log_int": IntDistribution(16, 512, log=True),
    "choice": CategoricalDistribution(("a", "b", "c", "d")),
}
SPACES = [[name] for name in AXES] + [
    ["continuous", "log"],
    ["choice", "continuous", "int", "log", "log_int", "stepped"],
]


def axis(distribution):
    if isinstance(distribution, CategoricalDistribution):
        return {"choices": list(distribution.choices)}
    return {
        "kind": type(distribution).__name__[:-12].lower(),
        "low": distribution.low,
        "high": distribution.high,
        "step": distribution.step or 0,
        "log": distribution.log,
    }


def draw(distribution):
    """A value as the sampler sees it; sometimes at an end, where kernels are cut off."""
    if isinstance(distribution, CategoricalDistribution):
        return RANDOM.randint(len(distribution.choices))
    if RANDOM.rand() < 0.1:
        return RANDOM.choice([distribution.low, distribution.high])
    low, high = distribution.low, distribution.high
    if distribution.log:
        value = math.exp(RANDOM.uniform(math.log(low), math.log(high)))
    else:
        value = RANDOM.uniform(low, high)
    if distribution.step:
        value = low + round((value - low) / distribution.step) * distribution.step
    return min(max(value, low), high)


def distinct(distribution, count):
    """Which of two equal observations comes first is left to chance by numpy: there are none."""
    values = []
    while len(values) < count:
        value = draw(distribution)
        if value not in values or isinstance(distribution, CategoricalDistribution):
            values.append(value)
    return values


def densities():
    for names in SPACES:
        for count in (0, 1, 2, 5, 12, 26, 110):
            if count <= 12 or set(names) <= {"continuous", "log", "choice"}:
                yield density({name: AXES[name] for name in names}, count)


def density(space, count):
    observed = {
        name: np.array(distinct(d, count), dtype=float) for name, d in space.items()
    }
    points = {
        name: np.array([draw(d) for _ in range(4)], dtype=float)
        for name, d in space.items()
    }
    estimator = _ParzenEstimator(observed, space, PARAMETERS)
    mixture = estimator._mixture_distribution
    kernels = [
        {}
        if isinstance(d, CategoricalDistribution)
        else {"mean": list(m.mu), "width": list(m.sigma)}
        for d, m in zip(space.values(), mixture.distributions, strict=True)
    ]
    return {
        "space": {name: axis(d) for name, d in space.items()},
        "observed": [list(row) for row in zip(*observed.values(), strict=True)],
        "weights": list(mixture.weights),
        "kernels": kernels,
        "points": [list(row) for row in zip(*points.values(), strict=True)],
        "log_density": list(estimator.log_pdf(points)),
    }


def trial(objectives, constrained):
    state = RANDOM.choice(
        ["COMPLETE", "COMPLETE", "COMPLETE", "PRUNED"]
        if objectives == 1
        else ["COMPLETE"]
    )
    values = [float(RANDOM.randint(0, 12)) + RANDOM.rand() for _ in range(objectives)]
    reports = {}
    if state == "PRUNED" and RANDOM.rand() < 0.8:
        last = RANDOM.randint(1, 5)
        reports = {step: float(RANDOM.normal()) for step in range(last + 1)}
        if RANDOM.rand() < 0.2:
            reports[last] = math.nan
    violation = float(RANDOM.uniform(-1, 1)) if constrained else -1.0
    return {
        "state": state,
        "values": values,
        "reports": reports,
        "violation": violation,
    }


def splits():
    for directions in (
        ["minimize"],
        ["maximize"],
        ["minimize", "maximize"],
        ["minimize"] * 3,
    ):
        for constrained in (False, True):
            for count in (10, 33, 80):
                yield split(directions, constrained, count)


def split(directions, constrained, count):
    study = optuna.create_study(directions=directions)
    trials = [trial(len(directions), constrained) for _ in range(count)]
    for t in trials:
        complete = t["state"] == "COMPLETE"
        frozen = create_trial(
            state=TrialState[t["state"]],
            values=t["values"] if complete else None,
            intermediate_values=t["reports"],
            constraints={"c": t["violation"]},
        )
        study.add_trial(frozen)
    gamma = default_gamma if len(directions) == 1 else default_gamma_multiobjective
    below, _ = _split_trials(study, study.get_trials(), gamma(count))
    return {
        "directions": directions,
        "trials": trials,
        "good": [t.number for t in below],
    }


def importances():
    plain_space = {
        name: AXES[name] for name in ("choice", "continuous", "int", "log", "log_int")
    }
    for directions in (["minimize"], ["maximize"], ["minimize", "maximize"]):
        for count in (1, 40):
            yield importance(directions, [assign(plain_space) for _ in range(count)])
    yield importance(["minimize"], [assign_conditionally() for _ in range(60)])


def assign(space):
    return {
        name: (distribution, draw(distribution)) for name, distribution in space.items()
    }


def assign_conditionally():
    """A parameter that some do not have, and one that has two ranges."""
    given = assign({"choice": AXES["choice"], "log": AXES["log"]})
    branch = given["choice"][1]
    if branch < 2:
        given.update(assign({"stepped": AXES["stepped"]}))
    return given | assign({"width": FloatDistribution(0, 1 + branch // 2)})


def importance(directions, assignments):
    study = optuna.create_study(directions=directions)
    trials = []
    for given in assignments:
        x = sum(
            value for name, (_, value) in given.items() if name in ("choice", "width")
        )
        values = [x + 0.3 * RANDOM.rand(), math.log(given["log"][1]) + RANDOM.rand()]
        trials.append(
            {
                "parameters": {
                    name: {"axis": axis(distribution), "value": value}
                    for name, (distribution, value) in given.items()
                },
                "values": values[: len(directions)],
            }
        )
        study.add_trial(
            create_trial(
                values=values[: len(directions)],
                params={n: d.to_external_repr(v) for n, (d, v) in given.items()},
                distributions={n: d for n, (d, _) in given.items()},
            )
        )
    evaluator = optuna.importance.PedAnovaImportanceEvaluator()
    expected = evaluator.evaluate(study)
    return {"directions": directions, "trials": trials, "importance": expected}


def plain(value):
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, float) and math.isnan(value):
        return "NaN"
    return value.item() if isinstance(value, np.generic) else value


def main():
    folder = Path(sys.argv[1])
    for name, cases in (
        ("densities", densities()),
        ("splits", splits()),
        ("importances", importances()),
    ):
        lines = ",\n".join(
            json.dumps(plain(case), separators=(",", ":")) for case in cases
        )
        (folder / f"{name}.json").write_text(f"[\n{lines}\n]\n")


main()
