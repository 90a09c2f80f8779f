package org.metapolicy.evidence;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * The keys of an episode and of an outcome in a caller's map (specification, section 9), which are their properties'
 * names.
 */
public enum EvidenceKey {
    ID("id", PropertyKind.ID),
    TRIAL_ID("trial_id", PropertyKind.TEXT),
    TIMESTAMP("timestamp", PropertyKind.TIME),
    CONTEXT("context", PropertyKind.NUMBERS),
    CONTEXT_CLUSTER("context_cluster", PropertyKind.TEXT),
    CONTEXT_HASH("context_hash", PropertyKind.TEXT),
    RV_SEGMENT_IDS("rv_segment_ids", PropertyKind.IDS),
    COLLECTIVE_SEGMENT_IDS("collective_segment_ids", PropertyKind.IDS),
    CHOSEN_INTERVENTION_ID("chosen_intervention_id", PropertyKind.TEXT),
    PARAMETERS("parameters", PropertyKind.MAP),
    HUMAN_OVERRIDE("human_override", PropertyKind.BOOLEAN),
    OVERRIDE_TYPE("override_type", PropertyKind.TEXT),
    PROPENSITY("propensity", PropertyKind.PROBABILITY),

    REWARD("reward", PropertyKind.SHARE),
    DELTA_COHERENCE("delta_coherence", PropertyKind.SHARE),
    DELTA_ACCURACY("delta_accuracy", PropertyKind.SHARE),
    DELTA_CALIBRATION("delta_calibration", PropertyKind.SHARE),
    DELTA_RT("delta_rt", PropertyKind.NUMBER),
    SAFETY_FLAG("safety_flag", PropertyKind.BOOLEAN),
    COHERENCE_AFTER("coherence_after", PropertyKind.NUMBER),
    RECORDED_AT("recorded_at", PropertyKind.TIME),
    NOTES("notes", PropertyKind.TEXT);

    private static final Set<EvidenceKey> EPISODE = EnumSet.range(ID, PROPENSITY);
    private static final Set<EvidenceKey> OUTCOME = outcomeKeys();

    private final String key;
    private final PropertyKind kind;

    EvidenceKey(String key, PropertyKind kind) {
        this.key = key;
        this.kind = kind;
    }

    /**
     * The properties of an episode, as the database stores them; a null value is as good as no key at all.
     *
     * @throws InvalidInput on an unknown key, or a value that does not fit its key
     */
    public static Map<String, Object> episode(Map<String, ?> map) {
        return read("episode", EPISODE, map);
    }

    /**
     * The properties of an outcome, as the database stores them.
     *
     * @throws InvalidInput on an unknown key, a value that does not fit its key, or a missing reward
     */
    public static Map<String, Object> outcome(Map<String, ?> map) {
        Map<String, Object> properties = read("outcome", OUTCOME, map);
        if (!properties.containsKey(REWARD.key)) {
            throw new InvalidInput("outcome.reward is missing: it must be " + REWARD.kind.range());
        }
        return properties;
    }

    private static Map<String, Object> read(String what, Set<EvidenceKey> keys, Map<String, ?> map) {
        Map<String, Object> properties = new TreeMap<>();
        map.forEach((name, value) -> {
            EvidenceKey key = keys.stream()
                    .filter(known -> known.key.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new InvalidInput("unknown key '" + name + "' in " + what + ": known are "
                            + keys.stream().map(known -> known.key).collect(Collectors.joining(", "))));
            if (value != null) {
                Object stored = key.kind.read(value);
                if (stored == null) {
                    throw new InvalidInput(what + "." + name + " is " + value + ": it must be " + key.kind.range());
                }
                properties.put(name, stored);
            }
        });
        return properties;
    }

    private static Set<EvidenceKey> outcomeKeys() {
        Set<EvidenceKey> keys = EnumSet.range(REWARD, NOTES);
        keys.add(ID);
        return keys;
    }
}
