package org.metapolicy.testing.memory;

import java.util.Map;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.VersionFigures;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.TrustEstimate;
import org.metapolicy.trust.Variable;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.local.ContextTrust;

/** Running states of some episodes, with what they amount to under the default settings in a family that met no other contexts. */
public final class CountedStates {
    private CountedStates() {}

    /** States that hold 60 episodes of the mean reward 0.3. */
    public static RunningStates counted(boolean shadow) {
        RunningStates states = RunningStates.empty();
        for (int i = 0; i < 60; i++) {
            Observation observation = new Observation(
                    new EpisodeFacts(false, "c" + i % 3, false, null, PortsContract.NOW.plusSeconds(i)),
                    true,
                    Map.of(Variable.REWARD, i % 2 == 0 ? 0.25 : 0.35, Variable.DELTA_COHERENCE, 0.1),
                    false);
            (shadow ? states.shadow() : states.live()).count(observation, Settings.defaults(), 3);
        }
        return states;
    }

    /** The figures that these states amount to. */
    public static VersionFigures figures(RunningStates states) {
        TrustEstimate estimate = estimate(states);
        return VersionFigures.of(
                states,
                estimate,
                estimate,
                states.shadow().estimate(Settings.defaults(), 0),
                states.live().contextsMet().size(),
                0);
    }

    private static TrustEstimate estimate(RunningStates states) {
        return states.live()
                .estimate(Settings.defaults(), states.live().contextsMet().size());
    }

    /** Trust in context that they amount to. */
    public static Map<String, InContext> trust(RunningStates states) {
        return ContextTrust.of(estimate(states), states.live().history(), Settings.defaults());
    }
}
