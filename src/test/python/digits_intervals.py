"""95 % intervals at one look of IPS and SNIPS on the first run of the digits, by the standard library alone.

A mean's interval with the skewness term of Hall 1992, "The Bootstrap and Edgeworth Expansion", section 3.10; SNIPS by its
linear terms (delta method). Beside them the percentiles of a bootstrap over decisions, seed 1.

Usage: python3 digits_intervals.py digits-bandit.csv
"""

import csv
import math
import random
import statistics
import sys

Z = 1.959963984540054


def interval(scores):
    mean = statistics.fmean(scores)
    error = statistics.stdev(scores) / math.sqrt(len(scores))
    cubes = sum((score - mean) ** 3 for score in scores)
    skewness = cubes / sum((score - mean) ** 2 for score in scores) ** 1.5
    return [mean + error * (side * Z + skewness * (Z * Z - 1) / 6) for side in (-1, 1)]


def percentiles(weights, rewards, normalised):
    rng = random.Random(1)
    n = len(weights)
    means = []
    for _ in range(4000):
        drawn = rng.choices(range(n), k=n)
        total = sum(weights[i] * rewards[i] for i in drawn)
        means.append(total / (sum(weights[i] for i in drawn) if normalised else n))
    means.sort()
    return means[99], means[3899]


with open(sys.argv[1]) as log:
    rows = [row for row in csv.DictReader(log) if row["run"] == "0"]
weights = [(0.91 if row["action"] == row["evaluation_choice"] else 0.01) / float(row["propensity"]) for row in rows]
rewards = [float(row["reward"]) for row in rows]
ips = [weight * reward for weight, reward in zip(weights, rewards)]
mean = sum(ips) / sum(weights)
snips = [mean + w * (r - mean) / statistics.fmean(weights) for w, r in zip(weights, rewards)]
print("IPS %.6f %.6f" % tuple(interval(ips)), "bootstrap %.3f %.3f" % percentiles(weights, rewards, False))
print("SNIPS %.6f %.6f" % tuple(interval(snips)), "bootstrap %.3f %.3f" % percentiles(weights, rewards, True))
