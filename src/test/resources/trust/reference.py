"""Reference values for org.metapolicy.trust, from the formulas of docs/specification.md, section 5, with Python's standard library alone.

Run:  python3 src/test/resources/trust/reference.py > src/test/resources/trust/reference.json
Nothing is shared with the Java code: sums are taken over single episodes, with fsum and statistics, never over windows.
"""
import json, math, random, statistics

GRID = [0.01, 0.04, 0.1, 0.25, 0.45, 0.8]
PRIOR = [0.04, 0.08, 0.18, 0.25, 0.25, 0.2]
WEIGHTS = [0.10, 0.15, 0.10, 0.25, 0.20, 0.20]
FULL, SHARE, WINDOW, HISTORY = 50, 0.2, 25, 8


def episodes(rng, n):
    rows = []
    for _ in range(n):
        overridden = rng.random() < rng.choice([0.05, 0.5])
        maybe = lambda: round(rng.uniform(-1, 1), 6) if rng.random() < 0.8 else None
        with_outcome = not (overridden and rng.random() < 0.3)
        rows.append({
            "overridden": overridden,
            "withOutcome": with_outcome,
            "reward": round(rng.uniform(-1, 1), 6) if with_outcome else None,
            "deltaCoherence": maybe() if with_outcome else None,
            "deltaAccuracy": maybe() if with_outcome else None,
            "deltaCalibration": maybe() if with_outcome else None,
            "safetyFlag": with_outcome and rng.random() < 0.05,
            "cluster": None if rng.random() < 0.1 else "c%d" % rng.randrange(5),
            "highPotency": rng.random() < 0.22,
        })
    return rows


def slope(ys):  # ys: (index, mean) of closed windows that have a reward
    if len(ys) < 6:
        return None
    fit = statistics.linear_regression([x for x, _ in ys], [y for _, y in ys])
    return fit.slope


def raw_factors(rows, known):
    closed = len(rows) // WINDOW
    first = max(0, closed - HISTORY) * WINDOW
    looked = rows[first:]
    n = len(looked)
    if n == 0:
        return None
    own = [r for r in looked if r["withOutcome"] and not r["overridden"]]
    means = []
    for i in range(min(closed, HISTORY)):
        block = looked[i * WINDOW:(i + 1) * WINDOW]
        rewards = [r["reward"] for r in block if r["withOutcome"] and not r["overridden"]]
        if rewards:
            means.append((i, statistics.fmean(rewards)))
    clustered = [r["cluster"] for r in looked if r["cluster"] is not None]
    coverage = None
    if clustered:
        shares = [clustered.count(c) / len(clustered) for c in set(clustered)]
        entropy = -math.fsum(p * math.log(p) for p in shares)
        coverage = entropy / math.log(known) * len(clustered) / n if known > 1 else 0.0
    named = [r["highPotency"] for r in looked if r["highPotency"] is not None]
    rewards = [r["reward"] for r in own]
    changes = [r["deltaCoherence"] for r in own if r["deltaCoherence"] is not None]
    return {
        "n": n,
        "growth": slope(means),
        "breadth": None if coverage is None or known < 2 else coverage * min(n, FULL),
        "amplification": (1.0 if sum(named) >= SHARE * n else 0.0) if named else None,
        "safety": 1 - sum(r["overridden"] for r in looked) / n - sum(r["safetyFlag"] for r in looked) / n,
        "robustness": (1 - statistics.stdev(rewards)) * min(1, n / FULL) if len(rewards) > 1 else None,
        "coherence": max(0.0, statistics.fmean(changes)) if changes else None,
        "context_coverage": coverage,
    }


def pci(raw):
    if raw is None:
        return 0.0
    ranges = [("growth", 0.05), ("breadth", FULL), ("amplification", 1), ("safety", 1), ("robustness", 1), ("coherence", 0.2)]
    return math.fsum(w * (0 if raw[k] is None else min(1, max(0, raw[k] / top))) for w, (k, top) in zip(WEIGHTS, ranges))


def pci_known(raw):
    """The weighted mean of the factors that are there, instead of the sum over all."""
    if raw is None or raw["safety"] is None or raw["robustness"] is None:
        return None
    tops = [("growth", 0.05), ("breadth", FULL), ("amplification", 1), ("safety", 1), ("robustness", 1), ("coherence", 0.2)]
    there = [(w, min(1, max(0, raw[k] / top))) for w, (k, top) in zip(WEIGHTS, tops) if raw[k] is not None]
    return statistics.fmean([x for _, x in there], weights=[w for w, _ in there])


def log_e(xs, m, every=WINDOW):
    """The mixture written out: every start, a third of its weight, and every bet on its own, as sums of logarithms."""
    starts = list(range(0, len(xs), every))
    terms, spent = [], 0.0
    following = [shares(xs, m, memory) for memory in (10, 40)]
    for j, start in enumerate(starts, 1):
        weight = j ** -0.25 - (j + 1) ** -0.25
        spent += weight
        for g, prior in zip(GRID, PRIOR):
            terms.append(weight / 3 * 0.75 * prior * math.exp(math.fsum(math.log1p(g / m * (x - m)) for x in xs[start:])))
        for gs in following:
            terms.append(weight / 3 * 0.125 * math.exp(math.fsum(math.log1p(g / m * (x - m)) for g, x in zip(gs[start:], xs[start:]))))
    return math.log(math.fsum(terms) + 1 - spent)


def shares(xs, m, memory):
    """What a bet that follows bets on each value: the mean and the variance of those before, each weighed anew."""
    bets = []
    for i in range(len(xs)):
        rates = [max(1 / memory, 1 / (k + 2)) for k in range(i)]
        left = [math.prod(1 - r for r in rates[k + 1:]) for k in range(i)]
        mean = math.prod(1 - r for r in rates) * m + math.fsum(r * l * x for r, l, x in zip(rates, left, xs))
        # Weights of the values and of the limit itself, before which the variance was m (1 - m) / 4.
        first = math.prod(1 - r for r in rates)
        variance = first * (m * (1 - m) / 4 + m * m) + math.fsum(r * l * x * x for r, l, x in zip(rates, left, xs)) - mean * mean
        beyond = mean - m
        bets.append(0.0 if beyond <= 0 else min(0.9, m * beyond / (variance + beyond * beyond)))
    return bets


def mirror(xs, m):
    """The evidence that the mean of x is below m: bets on 1 - x above 1 - m, from one start."""
    return math.fsum(prior * math.exp(math.fsum(math.log1p(g / (1 - m) * (m - x)) for x in xs)) for g, prior in zip(GRID, PRIOR))


def wilson(k, n):
    z = statistics.NormalDist().inv_cdf(0.975)
    p = k / n
    # The roots of (p - q)^2 = z^2 q (1 - q) / n in q.
    a, b, c = 1 + z * z / n, -(2 * p + z * z / n), p * p
    root = math.sqrt(b * b - 4 * a * c)
    return [max(0.0, (-b - root) / (2 * a)), min(1.0, (-b + root) / (2 * a))]


def isotonic(points):
    """By the max-min formula over distinct scores, no pooling algorithm; then no block under 20, each drawn to the share."""
    xs = sorted({x for x, _ in points})
    ys = [[y for x, y in points if x == v] for v in xs]
    fit = []
    for i in range(len(xs)):
        fit.append(max(min(statistics.fmean([y for g in ys[a:b + 1] for y in g]) for b in range(i, len(xs))) for a in range(i + 1)))
    blocks = []  # [scores, outcomes] of equal fit
    for x, y, p in zip(xs, ys, fit):
        if blocks and abs(blocks[-1][2] - p) < 1e-12:
            blocks[-1][0].append(x), blocks[-1][1].extend(y)
        else:
            blocks.append([[x], list(y), p])
    while len(blocks) > 1 and min(len(b[1]) for b in blocks) < 20:
        i = min(range(len(blocks)), key=lambda k: len(blocks[k][1]))
        rate = lambda k: statistics.fmean(blocks[k][1])
        below = i == len(blocks) - 1 or (i > 0 and rate(i) - rate(i - 1) <= rate(i + 1) - rate(i))
        k = i - 1 if below else i
        blocks[k:k + 2] = [[blocks[k][0] + blocks[k + 1][0], blocks[k][1] + blocks[k + 1][1], 0]]
    share = (sum(y for _, y in points) + 1) / (len(points) + 2)
    drawn = lambda b: (sum(b[1]) + 1 + 20 * share) / (len(b[1]) + 22)
    k = 0
    while k + 1 < len(blocks):
        if drawn(blocks[k]) >= drawn(blocks[k + 1]):
            blocks[k:k + 2] = [[blocks[k][0] + blocks[k + 1][0], blocks[k][1] + blocks[k + 1][1], 0]]
            k = max(0, k - 1)
        else:
            k += 1
    return [(x, drawn(b)) for b in blocks for x in b[0]]


def main():
    rng = random.Random(20260101)
    rng2 = random.Random(20260102)
    cases = []
    for n, known in [(0, 5), (1, 5), (24, 5), (25, 5), (49, 5), (60, 1), (140, 5), (150, 5), (199, 7), (200, 5), (231, 5), (423, 9)]:
        rows = episodes(rng, n)
        for r in rows:
            if known == 1 and r["cluster"]:
                r["cluster"] = "c0"
            if n in (60, 199):
                r["highPotency"] = None
            elif n == 231 and r["highPotency"] is False and r["overridden"]:
                r["highPotency"] = None
            if n in (24, 140):
                r["deltaCoherence"] = None
        raw = raw_factors(rows, known)
        cases.append({"known": known, "episodes": rows, "raw": raw, "pci": pci(raw), "pciKnown": pci_known(raw)})
    processes = []
    for m, p, n in [(0.4, 0.4, 130), (0.05, 0.05, 300), (0.525, 0.6, 90), (0.25, 0.2, 500)]:
        xs = [round(min(1.0, max(0.0, rng.gauss(p, 0.2))), 6) if m == 0.525 else float(rng.random() < p) for _ in range(n)]
        processes.append({"m": m, "xs": xs, "logE": log_e(xs, m)})
    mirrors = []
    for m, p, n in [(0.4, 0.4, 30), (0.05, 0.03, 60), (0.525, 0.5, 25), (0.9, 0.85, 60)]:
        xs = [round(min(1.0, max(0.0, rng2.gauss(p, 0.2))), 6) if m == 0.525 else float(rng2.random() < p) for _ in range(n)]
        mirrors.append({"m": m, "xs": xs, "value": mirror(xs, m)})
    points = [(round(rng.random(), 2), rng.random() < 0.5) for _ in range(120)]
    points = [(x, rng.random() < 0.2 + 0.6 * x) for x, _ in points]
    brier = statistics.fmean((x - y) ** 2 for x, y in points)
    print(json.dumps({
        "cases": cases,
        "processes": processes,
        "mirrors": mirrors,
        "calibration": {
            "forecasts": [{"trust": x, "kept": y} for x, y in points],
            "brier": brier,
            "isotonic": isotonic(points),
            "wilson": [{"k": k, "n": n, "interval": wilson(k, n)} for k, n in [(0, 1), (0, 10), (3, 10), (10, 10), (50, 120)]],
        },
        "moments": {"values": [1e9 + v for v in (4, 7, 13, 16)], "mean": 1e9 + 10, "deviation": statistics.stdev([4, 7, 13, 16])},
    }, indent=None, separators=(",", ":")))


main()
