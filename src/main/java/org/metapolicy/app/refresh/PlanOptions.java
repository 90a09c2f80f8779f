package org.metapolicy.app.refresh;

import java.util.List;
import org.metapolicy.app.trust.TrustConfig;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;
import org.metapolicy.selection.replay.Elsewhere;

/**
 * Under what a refresh is planned.
 *
 * @param config settings for this call alone
 * @param compares whether a proposal asks how a candidate compares with the default
 */
public record PlanOptions(TrustConfig config, boolean compares) {
    private static final String WITHOUT = "without";
    private static final String GATE = Elsewhere.COUNTERFACTUAL_GATE.key();
    private static final ValueKind<List<String>> PARTS = ValueKind.listOf(
            "a list of " + GATE + " (metapolicy.replay takes the parts that bear on decisions)",
            ValueKind.choice(List.of(GATE)));

    /**
     * Reads settings as {@link TrustConfig} does, and without.
     *
     * @throws InvalidInput on another key or a value that does not fit
     */
    public static PlanOptions of(Input config) {
        return new PlanOptions(
                TrustConfig.of(config.without(WITHOUT)),
                config.read(WITHOUT, PARTS).filter(parts -> !parts.isEmpty()).isEmpty());
    }
}
