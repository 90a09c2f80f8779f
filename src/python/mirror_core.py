"""A Mirror Core in fifty lines: every trial asks which policy may act, shows what it recommends, and tells what came of it.

    python3 mirror_core.py http://localhost:7474 neo4j <password> focus 40

Trials belong to the application, which writes them as nodes of its own; what people do is drawn by chance here.
"""

import random
import sys

from metapolicy import MetaPolicyEngine

TRIAL = """
MERGE (t:Trial {id: $id})
ON CREATE SET t.participant_id = $participant, t.coherence = $coherence, t.entropy_change = $entropy,
    t.awareness_condition = 'FULL', t.max_rv_potency = 0.3, t.timestamp = datetime()
"""


def run(engine, trials, chance):
    """Runs the loop: how often each version acted, and nobody."""
    acted = {}
    for number in range(trials):
        trial = f"mirror-{chance.getrandbits(64):016x}"
        engine.api.query(TRIAL, {
            "id": trial, "participant": f"p{number % 5}",
            "coherence": chance.uniform(0.4, 0.8), "entropy": chance.uniform(0.1, 0.4)})
        choice = engine.step(trial, {"context_cluster": chance.choice(["morning", "evening"])})
        version = choice["versionId"] or "nobody"
        acted[version] = acted.get(version, 0) + 1
        if choice["versionId"]:
            # Here the application shows choice["interventionId"], and a person follows it or not.
            overridden = chance.random() < 0.1
            reward = round(chance.gauss(0.0 if overridden else 0.3, 0.2), 3)
            engine.record_outcome(
                choice["episodeId"], {"reward": max(-1.0, min(1.0, reward))},
                overridden=overridden, override_type="IGNORED" if overridden else None)
    engine.refresh_trust()
    return acted


if __name__ == "__main__":
    url, user, password, family, trials = sys.argv[1:]
    engine = MetaPolicyEngine(url, (user, password), family)
    for version, times in sorted(run(engine, int(trials), random.Random(7)).items()):
        print(version, times)
    for row in engine.versions():
        print(row["versionId"], row["status"], row["trustScore"], row["n"])
