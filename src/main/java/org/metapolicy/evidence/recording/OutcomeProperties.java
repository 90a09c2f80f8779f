package org.metapolicy.evidence.recording;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** The properties of an outcome to record, checked, as the database stores them. */
public final class OutcomeProperties {
    /** What the same map may tell of the episode. */
    private static final Set<String> OF_EPISODE = Set.of(
            EvidenceKey.HUMAN_OVERRIDE.key(),
            EvidenceKey.OVERRIDE_TYPE.key(),
            EvidenceKey.CHOSEN_INTERVENTION_ID.key());

    private static final EvidenceKeys KEYS = new EvidenceKeys(keys());

    private final Map<String, Object> values;
    private final OverrideReport override;

    private OutcomeProperties(Map<String, Object> values, OverrideReport override) {
        this.values = Map.copyOf(values);
        this.override = override;
    }

    /**
     * Reads a caller's map.
     *
     * @throws InvalidInput on an unknown key, a value that does not fit its key, or a missing reward
     */
    public static OutcomeProperties of(Input outcome) {
        Map<String, Object> values = KEYS.read(outcome);
        if (!values.containsKey(EvidenceKey.REWARD.key())) {
            EvidenceKey.REWARD.require(outcome);
        }
        OverrideReport override = null;
        if (values.keySet().removeAll(OF_EPISODE)) {
            override = OverrideReport.ofOutcome(outcome).orElse(null);
        }
        return new OutcomeProperties(values, override);
    }

    /** The id that was given; empty where none was. */
    public Optional<String> id() {
        return Optional.ofNullable((String) values.get(EvidenceKey.ID.key()));
    }

    /** By key. */
    public Map<String, Object> byKey() {
        return values;
    }

    /** What it tells of the episode's override; empty where nothing. */
    public Optional<OverrideReport> override() {
        return Optional.ofNullable(override);
    }

    private static Set<EvidenceKey> keys() {
        Set<EvidenceKey> keys = EnumSet.range(EvidenceKey.REWARD, EvidenceKey.NOTES);
        for (EvidenceKey key : EvidenceKey.values()) {
            if (key == EvidenceKey.ID || OF_EPISODE.contains(key.key())) {
                keys.add(key);
            }
        }
        return keys;
    }
}
