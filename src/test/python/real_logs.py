"""Facts of the two real logs that need no graph, from the files alone, with the standard library.

    python3 src/test/python/real_logs.py judge-advisor-dots.csv
    python3 src/test/python/real_logs.py open-bandit-men.csv

Each line: a name, then figures as key=value.
"""

import csv
import math
import statistics
import sys
from collections import defaultdict
from statistics import NormalDist

# Quantiles of Student's t at 0.975, which the library lacks: Fisher & Yates, table III. They have four digits or more:
# R's qt(0.975, c(6, 23)) gives 2.446911851 and 2.068657610.
T = {6: 2.446911851, 23: 2.068657610}


def line(name, **figures):
    print(name, *(f"{key}={value!r}" for key, value in figures.items()))


def mean_with_interval(name, values):
    mean = statistics.fmean(values)
    half = T[len(values) - 1] * statistics.stdev(values) / math.sqrt(len(values))
    line(name, estimate=mean, low=mean - half, high=mean + half)


def judge_advisor(rows):
    by_participant = defaultdict(list)
    for row in rows:
        by_participant[row["participant"]].append(row)
    contents = [
        tuple(tuple(value for key, value in row.items() if key != "participant") for row in of_one)
        for of_one in by_participant.values()
    ]
    clocks = [[float(row["started_at_s"]) for row in of_one] for of_one in by_participant.values()]
    line(
        "log",
        rows=len(rows),
        participants=len(by_participant),
        different=len(set(contents)),
        backwards=sum(b < a for clock in clocks for a, b in zip(clock, clock[1:])),
        practice=sum(row["practice"] == "1" for row in rows),
        balanced=sum(row["advisor_profile"] == "balanced" for row in rows),
        balanced_in_practice=sum(
            row["advisor_profile"] == "balanced" and row["practice"] == "1" for row in rows
        ),
    )
    seen = set()
    means = defaultdict(list)
    for participant, content in zip(by_participant, contents):
        if content in seen:
            continue
        seen.add(content)
        gains = defaultdict(list)
        for row in by_participant[participant]:
            gains[row["advisor_profile"]].append(int(row["final_correct"]) - int(row["initial_correct"]))
        for profile, gain in gains.items():
            means[profile].append(statistics.fmean(gain))
        means["uncertainty_less_confidence"].append(
            means["agree_in_uncertainty"][-1] - means["agree_in_confidence"][-1]
        )
    for name, values in sorted(means.items()):
        mean_with_interval(name, values)


def wilson(clicks, n, z):
    share = clicks / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return centre - half, centre + half


def newcombe(name, first, second, confidence):
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    (p, q) = (first[0] / first[1], second[0] / second[1])
    (a, b), (c, d) = wilson(*first, z), wilson(*second, z)
    line(name, estimate=p - q, low=p - q - math.hypot(p - a, d - q), high=p - q + math.hypot(b - p, q - c))


def watched(differences):
    """The part of the e-process of docs/statistics.md against a mean of at most 0: a third of a start at each window of 25."""
    bets = [0.01, 0.04, 0.1, 0.25, 0.45, 0.8]
    prior = [0.04, 0.08, 0.18, 0.25, 0.25, 0.2]
    wealth = [0.0] * len(bets)
    followed = [(memory, 0.0, 0.5, 0.0625) for memory in (10, 40)]
    starts = 0
    for i, difference in enumerate(differences):
        weight = 0.0
        if i % 25 == 0:
            starts += 1
            weight = (starts**-0.25 - (starts + 1) ** -0.25) / 3
        x = (1 + difference) / 2
        wealth = [(w + 0.75 * p * weight) * (1 - bet + bet * x / 0.5) for w, p, bet in zip(wealth, prior, bets)]
        nexts = []
        for memory, w, mean, variance in followed:
            beyond = mean - 0.5
            bet = min(0.9, 0.5 * beyond / (variance + beyond * beyond)) if beyond > 0 else 0.0
            rate = max(1 / memory, 1 / (i + 2))
            step = x - mean
            nexts.append((
                memory,
                (w + 0.125 * weight) * (1 - bet + bet * x / 0.5),
                mean + rate * step,
                (1 - rate) * (variance + rate * step * step),
            ))
        followed = nexts
    # A last window that is full has opened the next start, which waits for its first value.
    return math.log(math.fsum(wealth + [w for _, w, _, _ in followed]) + (starts + 1) ** -0.25)


def open_bandit(rows):
    clicks = defaultdict(lambda: [0, 0])
    days = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for row in rows:
        for count in (clicks[row["behavior_policy"]], days[row["timestamp"][:10]][row["behavior_policy"]]):
            count[0] += int(row["click"])
            count[1] += 1
    newcombe("once", clicks["bts"], clicks["random"], 0.95)
    mean_with_interval(
        "by_days",
        [day["bts"][0] / day["bts"][1] - day["random"][0] / day["random"][1] for day in days.values()],
    )
    by_time = {
        policy: sorted((row for row in rows if row["behavior_policy"] == policy), key=lambda row: row["timestamp"])
        for policy in clicks
    }
    # Eight closed windows of 25; 10,000 impressions leave no open one.
    last = {policy: (sum(int(row["click"]) for row in of_one[-200:]), 200) for policy, of_one in by_time.items()}
    newcombe("trust_windows", last["bts"], last["random"], 0.95)
    line("watched", log_e=watched([int(b["click"]) - int(r["click"]) for b, r in zip(by_time["bts"], by_time["random"])]))
    weights = [1 / 34 / float(row["propensity_score"]) for row in by_time["bts"]]
    weighted = [weight * int(row["click"]) for weight, row in zip(weights, by_time["bts"])]
    mean = statistics.fmean(weighted)
    half = NormalDist().inv_cdf(0.975) * statistics.stdev(weighted) / math.sqrt(len(weighted))
    line("reweighted", estimate=mean, low=mean - half, high=mean + half)
    random = [int(row["click"]) for row in by_time["random"]]
    error = math.sqrt(statistics.variance(weighted) / len(weighted) + statistics.variance(random) / len(random))
    mean -= statistics.fmean(random)
    half = NormalDist().inv_cdf(0.975) * error
    line("reweighted_less_random", estimate=mean, low=mean - half, high=mean + half)
    line(
        "weights",
        mean=statistics.fmean(weights),
        largest=max(weights),
        effective=math.fsum(weights) ** 2 / math.fsum(weight * weight for weight in weights),
    )


with open(sys.argv[1], newline="") as file:
    log = list(csv.DictReader(file))
(judge_advisor if "advisor" in log[0] else open_bandit)(log)
