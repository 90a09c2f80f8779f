"""Reference values of the counterfactual estimates, by Python's standard library alone.

python3 src/test/resources/counterfactual/reference.py > src/test/resources/counterfactual/reference.json
"""

import json
import math
import random

LOW, HIGH, P_MIN = -1.0, 1.0, 0.1
dice = random.Random(20240717)
rows = []
for i in range(300):
    cluster = dice.choice(["x", "y", "z"])
    logging = {"a": 0.5, "b": 0.3, "c": 0.2} if cluster == "x" else {"a": 0.1, "b": 0.6, "c": 0.3}
    done = dice.choices(list(logging), list(logging.values()))[0]
    mean = {"a": 0.4, "b": 0.0, "c": -0.3}[done] + (0.2 if cluster == "y" else 0)
    share = dice.choice([0.25, 0.5, 1.0])
    rows.append({
        "cluster": cluster,
        "done": done,
        "propensity": logging[done],
        "reward": round(max(-1, min(1, dice.gauss(mean, 0.5))), 3),
        "of": {"a": share, "b": 1 - share} if share < 1 else {"a": 1.0},
        "against": {"b": 1.0} if cluster != "z" else {"a": 1.0},
    })


def unit(reward):
    return (reward - LOW) / (HIGH - LOW)


class Model:
    def __init__(self, seen):
        self.seen = seen
        cells = {}
        for r in seen:
            cells.setdefault((r["cluster"], r["done"]), []).append(unit(r["reward"]))
        n = len(seen)
        self.k = 1.0
        if n > len(cells):
            explained = sum(sum(c) ** 2 / len(c) for c in cells.values())
            within = (sum(unit(r["reward"]) ** 2 for r in seen) - explained) / (n - len(cells))
            spread = n - sum(len(c) ** 2 for c in cells.values()) / n
            total = sum(unit(r["reward"]) for r in seen)
            between = 0 if spread <= 0 else (explained - total**2 / n - (len(cells) - 1) * within) / spread
            if within > 0:
                self.k = min(400, max(1, within / max(between, within / 400)))

    def q(self, cluster, action, without=None, k=None):
        k = self.k if k is None else k
        used = [r for r in self.seen if r is not without]
        mean = (sum(unit(r["reward"]) for r in used) + 0.5) / (len(used) + 1)
        for chosen in ([r for r in used if r["done"] == action],
                       [r for r in used if r["done"] == action and r["cluster"] == cluster]):
            mean = (sum(unit(r["reward"]) for r in chosen) + k * mean) / (len(chosen) + k)
        return mean


def contrast(r, difference):
    actions = set(r["of"]) | (set(r["against"]) if difference else set())
    return {a: r["of"].get(a, 0) - (r["against"].get(a, 0) if difference else 0) for a in actions}


def average(scores):
    n = len(scores)
    mean = math.fsum(scores) / n
    m2 = math.fsum((s - mean) ** 2 for s in scores)
    m3 = math.fsum((s - mean) ** 3 for s in scores)
    error = math.sqrt(m2 / (n - 1) / n)
    z = 1.959963984540054
    bend = (m3 / n) / (m2 / n) ** 1.5 / math.sqrt(n) * (z * z - 1) / 6
    return {"estimate": mean, "fixed_lower": mean + error * (-z + bend), "fixed_upper": mean + error * (z + bend)}


def wealth(scores, offset, exponents, d):
    total = 0
    for e in exponents:
        stake = 2.0**e / max(offset, 1)
        log = math.fsum(math.log1p(stake * (s + offset)) - math.log1p(stake * (d + offset)) for s in scores)
        total += math.exp(log)
    return total / len(exponents)


def answers(difference):
    value = lambda u: (HIGH - LOW) * u if difference else LOW + (HIGH - LOW) * u
    all_rows = Model(rows)
    sums = {"of": [0.0, 0.0], "against": [0.0, 0.0]}
    for r in rows:
        for who in sums:
            w = r[who].get(r["done"], 0) / r["propensity"]
            sums[who][0] += w
            sums[who][1] += w * r["reward"]
    dr, ips, dm, snips, weights, apart = [], [], [], [], [], ([], [])
    above, below = ([], []), ([], [])
    for i, r in enumerate(rows):
        shares = contrast(r, difference)
        same = difference and all(abs(s) < 1e-12 for s in shares.values())
        w = shares.get(r["done"], 0) / r["propensity"]
        q = lambda a: all_rows.q(r["cluster"], a, without=r)
        model = 0 if same else sum(s * q(a) for a, s in shares.items())
        dm.append(value(model))
        dr.append(value(model + w * (unit(r["reward"]) - q(r["done"]))))
        ips.append(w * r["reward"])
        influence = 0
        for who, sign in (("of", 1), ("against", -1)) if difference else (("of", 1),):
            mean = sums[who][1] / sums[who][0]
            weight = r[who].get(r["done"], 0) / r["propensity"]
            influence += sign * (mean + weight * (r["reward"] - mean) / (sums[who][0] / len(rows)))
        snips.append(influence)
        weights.append(r["of"].get(r["done"], 0) / r["propensity"])
        if not same:
            apart[0].append(weights[-1])
            apart[1].append(r["against"].get(r["done"], 0) / r["propensity"])
        g, past = unit(r["reward"]), Model(rows[:i])
        if same:
            z = up = down = 0.0
        else:
            z = sum(s * past.q(r["cluster"], a) for a, s in shares.items()) + w * (g - past.q(r["cluster"], r["done"]))
            moved = sum(max(0, -s) for s in shares.values()) if difference else 0
            up = max(w, 0) * g + max(-w, 0) * (1 - g) - moved
            down = max(w, 0) * (1 - g) + max(-w, 0) * g - moved
        above[0].append(z)
        above[1].append(up)
        below[0].append(-z if difference else 1 - z)
        below[1].append(down)
    robust, weighted, least = (1 / P_MIN, 1, -1) if difference else (1 / P_MIN - 1, 0, 0)

    def bound(side):
        evidence = lambda d: 0.9 * wealth(side[0], robust, range(-6, 6), d) + 0.1 * wealth(
            side[1], weighted, range(-12, 4), d)
        if evidence(least) < 40:
            return least
        low, high = least, 1
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if evidence(middle) >= 40 else (low, middle)
        return low

    lower, upper = bound(above), bound(below)
    # Of a difference, of the side of which less is known.
    kish = lambda side: math.fsum(side) ** 2 / math.fsum(w * w for w in side)
    return {
        "DR": average(dr), "IPS": average(ips), "SNIPS": average(snips), "DM": {"estimate": average(dm)["estimate"]},
        "lower": value(lower), "upper": value(-upper if difference else 1 - upper),
        "effective": min(map(kish, apart)) if difference else kish(weights),
        "mean_weight": math.fsum(weights) / len(weights), "largest": max(weights),
    }


print("{\"rows\": [\n" + ",\n".join(map(json.dumps, rows)) + "\n],\n\"value\": " + json.dumps(answers(False))
      + ",\n\"difference\": " + json.dumps(answers(True)) + "}")
