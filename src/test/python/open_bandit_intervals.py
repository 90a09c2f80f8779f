"""Intervals of the self-normalised value of `random` on the log of `bts`, by other methods than the plugin's: what
docs/counterfactual.md says of them. Needs numpy and scipy, as Debian has them; half a minute.

    /usr/bin/python3 src/test/python/open_bandit_intervals.py open-bandit-men.csv

Each line: a method, then both ends.
"""

import csv
import sys

import numpy
from scipy import stats

SAMPLES = 40_000
ACTIONS = 34
Z = stats.norm.ppf(0.975)


def line(method, ends):
    print(f"{method}: {ends[0]:.5f} {ends[1]:.5f}")


def main(path):
    with open(path, newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["behavior_policy"] == "bts"]
    weights = numpy.array([1 / ACTIONS / float(row["propensity_score"]) for row in rows])
    rewards = numpy.array([float(row["click"]) for row in rows])
    n = len(rows)
    weighted = weights * rewards
    estimate = weighted.sum() / weights.sum()
    influence = weights * (rewards - estimate)
    error = numpy.sqrt((influence**2).sum())
    print(f"estimate: {estimate:.5f}")
    line("delta method", estimate + numpy.array([-Z, Z]) * error / weights.sum())
    line("delta method, mean weight taken for 1", estimate + numpy.array([-Z, Z]) * error / n)

    random = numpy.random.default_rng(1)
    values = numpy.empty(SAMPLES)
    for k in range(SAMPLES):
        drawn = random.integers(0, n, n)
        values[k] = weighted[drawn].sum() / weights[drawn].sum()
    line(f"percentiles of {SAMPLES} bootstrap samples", numpy.percentile(values, [2.5, 97.5]))
    for size in (200, 4000):
        ends = numpy.array([numpy.percentile(random.choice(values, size), [2.5, 97.5]) for _ in range(1000)])
        share = numpy.mean((ends.round(4) == [0.0019, 0.0049]).all(axis=1))
        print(f"of 1,000 such intervals of {size} samples, rounded to .0019 and .0049: {share:.3f}")

    bias = stats.norm.ppf((values < estimate).mean())
    acceleration = (influence**3).sum() / 6 / error**3
    line("BCa", numpy.quantile(values, [
        stats.norm.cdf(bias + (bias + z) / (1 - acceleration * (bias + z))) for z in (-Z, Z)]))
    bayesian = numpy.empty(4000)
    for k in range(len(bayesian)):
        drawn = random.exponential(1, n)
        bayesian[k] = (drawn * weighted).sum() / (drawn * weights).sum()
    line("Bayesian bootstrap", numpy.percentile(bayesian, [2.5, 97.5]))


if __name__ == "__main__":
    main(sys.argv[1])
