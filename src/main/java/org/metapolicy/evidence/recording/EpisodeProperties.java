package org.metapolicy.evidence.recording;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** The properties of an episode to record, checked, as the database stores them. */
public final class EpisodeProperties {
    private static final Set<EvidenceKey> KEYS = EnumSet.range(EvidenceKey.ID, EvidenceKey.PROPENSITY);

    private final Map<String, Object> values;

    private EpisodeProperties(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * Reads a caller's map; all may be absent.
     *
     * @throws InvalidInput on an unknown key, or a value that does not fit its key
     */
    public static EpisodeProperties of(Input episode) {
        return new EpisodeProperties(EvidenceKey.read(episode, KEYS));
    }

    /** The id that was given; empty where none was. */
    public Optional<String> id() {
        return Optional.ofNullable((String) values.get(EvidenceKey.ID.key()));
    }

    /** By key; the caller's own to change. */
    public Map<String, Object> byKey() {
        return new TreeMap<>(values);
    }
}
