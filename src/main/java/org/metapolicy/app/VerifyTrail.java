package org.metapolicy.app;

import java.util.Map;
import org.metapolicy.governance.Chain;
import org.metapolicy.governance.Head;
import org.metapolicy.governance.Observatory;
import org.metapolicy.governance.Trail;
import org.metapolicy.governance.TrailCheck;
import org.metapolicy.governance.TrailVerdict;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** Recomputes a trail and compares it with the graph. */
public final class VerifyTrail {
    private static final String EXPECTED_HEAD = "expected_head";

    private final Trail trail;
    private final Observatory observatory;

    public VerifyTrail(Trail trail, Observatory observatory) {
        this.trail = trail;
        this.observatory = observatory;
    }

    /**
     * Verifies a chain.
     *
     * @param familyId null for the chain of the graph's own settings
     * @param options expected_head: {seq, hash} as {@code metapolicy.audit.head} gave it
     */
    public TrailVerdict verify(String familyId, Map<String, Object> options) {
        Chain chain = Chain.of(familyId == null ? null : Identifier.require("meta-policy id", familyId));
        Head kept = head(options);
        return new TrailCheck(chain, trail.events(chain), observatory.observe(chain)).verify(kept);
    }

    private static Head head(Map<String, Object> options) {
        for (String key : options.keySet()) {
            if (!key.equals(EXPECTED_HEAD)) {
                throw new InvalidInput("unknown option '" + key + "': known is " + EXPECTED_HEAD);
            }
        }
        Object value = options.get(EXPECTED_HEAD);
        if (value == null) {
            return null;
        }
        if (value instanceof Map<?, ?> map
                && map.get("seq") instanceof Long seq
                && seq >= 0
                && map.get("hash") instanceof String hash) {
            return new Head(seq, hash);
        }
        throw new InvalidInput(
                EXPECTED_HEAD + " is " + value + ": it must be {seq, hash} as metapolicy.audit.head gives it");
    }
}
