"""Reference values of a backtest under other settings, by Python's standard library alone: the formulas of the counterfactual
estimates on a log of which every version's chance is known, as it was (against) and as it would be (of).

python3 src/test/resources/backtest/reference.py > src/test/resources/backtest/reference.json
"""

import json
import math
import pathlib
import random

LOW, HIGH, P_MIN = -1.0, 1.0, 0.1
dice = random.Random(20261129)
rows = []
for i in range(300):
    cluster = dice.choice(["x", "y"])
    stood = {"a": 0.5, "b": 0.3, "c": 0.2} if cluster == "x" else {"a": 0.1, "b": 0.6, "c": 0.3}
    done = dice.choices(list(stood), list(stood.values()))[0]
    mean = {"a": 0.4, "b": 0.0, "c": -0.3}[done] + (0.2 if cluster == "y" else 0)
    # In one of four decisions the other settings change nothing.
    again = stood if i % 4 == 0 else {"a": 0.75, "b": 0.25} if cluster == "x" else {"a": 0.25, "b": 0.5, "c": 0.25}
    rows.append({"cluster": cluster, "done": done, "propensity": stood[done],
                 "reward": round(max(-1, min(1, dice.gauss(mean, 0.5))), 3), "of": again, "against": stood})

formulas = (pathlib.Path(__file__).parent.parent / "counterfactual" / "reference.py").read_text()
exec(formulas[formulas.index("def unit"):formulas.index("print(")])
print("{\"rows\": [\n" + ",\n".join(map(json.dumps, rows)) + "\n],\n\"value\": " + json.dumps(answers(False))
      + ",\n\"difference\": " + json.dumps(answers(True)) + "}")
