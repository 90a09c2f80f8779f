package org.metapolicy.worlds;

import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.Variable;
import org.metapolicy.trust.VersionEvidence;

/** Running states as full as they get. */
final class FullStates {
    private FullStates() {}

    /** After 5,000 outcomes with every measure, in so many contexts. */
    static VersionEvidence of(int contexts) {
        VersionEvidence evidence = VersionEvidence.empty();
        SplittableRandom random = new SplittableRandom(contexts);
        for (int i = 0; i < 5_000; i++) {
            evidence.count(
                    new Observation(
                            new EpisodeFacts(
                                    random.nextInt(10) == 0,
                                    "context-" + random.nextInt(contexts),
                                    random.nextBoolean(),
                                    null,
                                    Instant.ofEpochSecond(i)),
                            true,
                            Map.of(
                                    Variable.REWARD,
                                    random.nextDouble(),
                                    Variable.DELTA_COHERENCE,
                                    random.nextDouble(),
                                    Variable.DELTA_ACCURACY,
                                    random.nextDouble(),
                                    Variable.DELTA_CALIBRATION,
                                    random.nextDouble()),
                            random.nextInt(50) == 0),
                    Settings.defaults(),
                    contexts);
        }
        return evidence;
    }
}
