package org.metapolicy.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.metapolicy.backtest.ScoreRule;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.Variable;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.worlds.Chooser;
import org.metapolicy.worlds.Nature;
import org.metapolicy.worlds.World.Outcome;

/** The change request's sketch: of those with a trust score of .3 or more the highest score + .05, else the default. */
final class LiteralRule implements Chooser {
    private final List<VersionEvidence> evidence = new ArrayList<>();
    private final int contexts;
    private final double[] trust;
    private final int[] all;
    private final long[] judged;
    private long seen;

    LiteralRule(Nature world) {
        contexts = world.contexts();
        trust = new double[world.versions()];
        judged = new long[world.versions()];
        all = IntStream.range(0, world.versions()).toArray();
        for (int v = 0; v < trust.length; v++) {
            evidence.add(VersionEvidence.empty());
        }
    }

    @Override
    public int choose(int context) {
        return ScoreRule.choose(trust, all, 0);
    }

    @Override
    public void see(int version, int context, Outcome outcome) {
        evidence.get(version)
                .count(
                        new Observation(
                                new EpisodeFacts(
                                        outcome.overridden(),
                                        contexts == 1 ? null : "c" + context,
                                        null,
                                        null,
                                        Instant.ofEpochSecond(seen++)),
                                true,
                                Map.of(Variable.REWARD, outcome.reward()),
                                outcome.flag()),
                        Settings.defaults(),
                        contexts);
    }

    @Override
    public void refresh() {
        for (int v = 0; v < trust.length; v++) {
            if (evidence.get(v).nTotal() == judged[v]) {
                continue;
            }
            judged[v] = evidence.get(v).nTotal();
            trust[v] = evidence.get(v)
                    .estimate(Settings.defaults(), contexts)
                    .pci()
                    .value();
        }
    }
}
