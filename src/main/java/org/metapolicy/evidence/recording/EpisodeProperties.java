package org.metapolicy.evidence.recording;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** The properties of an episode to record, checked, as the database stores them. */
public final class EpisodeProperties {
    private static final EvidenceKeys KEYS = new EvidenceKeys(EnumSet.range(EvidenceKey.ID, EvidenceKey.PROPENSITY));

    private final Map<String, Object> values;

    private EpisodeProperties(Map<String, Object> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Reads a caller's map; all may be absent.
     *
     * @throws InvalidInput on an unknown key, or a value that does not fit its key
     */
    public static EpisodeProperties of(Input episode) {
        return new EpisodeProperties(KEYS.read(episode));
    }

    /** The id that was given; empty where none was. */
    public Optional<String> id() {
        return Optional.ofNullable((String) values.get(EvidenceKey.ID.key()));
    }

    /** By key. */
    public Map<String, Object> byKey() {
        return values;
    }
}
