package org.metapolicy.evidence;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** The properties of an outcome to record, checked, as the database stores them. */
public final class OutcomeProperties {
    private static final Set<EvidenceKey> KEYS = keys();

    private final Map<String, Object> values;

    private OutcomeProperties(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * Reads a caller's map.
     *
     * @throws InvalidInput on an unknown key, a value that does not fit its key, or a missing reward
     */
    public static OutcomeProperties of(Input outcome) {
        Map<String, Object> values = EvidenceKey.read(outcome, KEYS);
        EvidenceKey.REWARD.require(outcome);
        return new OutcomeProperties(values);
    }

    /** By key; the caller's own to change. */
    public Map<String, Object> byKey() {
        return new TreeMap<>(values);
    }

    private static Set<EvidenceKey> keys() {
        Set<EvidenceKey> keys = EnumSet.range(EvidenceKey.REWARD, EvidenceKey.NOTES);
        keys.add(EvidenceKey.ID);
        return keys;
    }
}
