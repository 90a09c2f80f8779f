"""The PCI's factors for judge-advisor-dots.csv, from docs/specification.md, sections 4 and 5 and the standard library alone.

    python3 src/test/python/judge_advisor_factors.py ../shared/data/judge-advisor-dots.csv

prints one line per version: its id, then key=value pairs; a missing factor is "missing".
"""

import csv
import math
import statistics
import sys
from collections import Counter, defaultdict
from fractions import Fraction

WINDOW, HISTORY, FULL = 25, 8, 50
WEIGHTS = dict(growth=0.10, breadth=0.15, amplification=0.10, safety=0.25, robustness=0.20, coherence=0.20)


def difficulty(dots):
    return "hard" if dots <= 5 else "medium" if dots <= 9 else "easy"


def read(path):
    versions = defaultdict(list)
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            before, after = int(row["initial_correct"]), int(row["final_correct"])
            episode = {
                # Arrival: the episode's time, then the outcome's id, as the import writes them.
                "order": (Fraction(row["started_at_s"]), "judge-advisor." + row["participant"] + "." + row["trial"]),
                "override": row["advisor_agrees"] == "0" and before == after,
                "reward": after - before,
                "cluster": difficulty(int(row["dot_difference"])),
            }
            versions["judge-advisor." + row["advisor_profile"]].append(episode)
    for episodes in versions.values():
        episodes.sort(key=lambda episode: episode["order"])
    return versions


def rewards(episodes):
    return [episode["reward"] for episode in episodes if not episode["override"]]


def slope(values):
    return statistics.linear_regression(range(len(values)), values).slope if len(values) >= 6 else None


def factors(episodes, known):
    windows = [episodes[i : i + WINDOW] for i in range(0, len(episodes), WINDOW)]
    open_window = windows.pop() if windows and len(windows[-1]) < WINDOW else []
    closed = windows[-HISTORY:]
    seen = [episode for window in closed for episode in window] + open_window
    n = len(seen)
    override_rate = sum(episode["override"] for episode in seen) / n
    shares = [count / n for count in Counter(episode["cluster"] for episode in seen).values()]
    coverage = -sum(p * math.log(p) for p in shares) / math.log(known) if known > 1 else 0.0
    raw = {
        "growth": slope([statistics.fmean(rewards(window)) for window in closed]),
        "breadth": coverage * min(n, FULL),
        # No segment in the log: whether anything touched high potency is not known.
        "amplification": None,
        "safety": 1 - override_rate,
        "robustness": (1 - statistics.stdev(rewards(seen))) * min(1, n / FULL),
        "coherence": None,
    }
    top = {"growth": 0.05, "breadth": FULL, "amplification": 1, "safety": 1, "robustness": 1, "coherence": 0.2}
    norm = {key: 0.0 if value is None else min(1.0, max(0.0, value / top[key])) for key, value in raw.items()}
    return {
        "n_total": len(episodes),
        "override_rate_total": sum(episode["override"] for episode in episodes) / len(episodes),
        "n": n,
        "override_rate": override_rate,
        "context_coverage": coverage,
        "pci": sum(WEIGHTS[key] * value for key, value in norm.items()),
        **{"raw." + key: value for key, value in raw.items()},
        **{"norm." + key: value for key, value in norm.items()},
    }


def main():
    versions = read(sys.argv[1])
    for version in sorted(versions):
        # What the version's own decisions met: no other version's evidence moves its coverage.
        known = len({episode["cluster"] for episode in versions[version]})
        result = factors(versions[version], known)
        print(version, *(f"{key}={'missing' if value is None else repr(value)}" for key, value in result.items()))


main()
