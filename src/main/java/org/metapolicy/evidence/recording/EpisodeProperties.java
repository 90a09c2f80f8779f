package org.metapolicy.evidence.recording;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** The properties of an episode to record, checked, as the database stores them. */
public final class EpisodeProperties {
    private static final EvidenceKeys KEYS = new EvidenceKeys(EnumSet.range(EvidenceKey.ID, EvidenceKey.DECISION_ID));

    private final Map<String, Object> values;
    private final String decisionId;

    private EpisodeProperties(Map<String, Object> values) {
        this.decisionId = (String) values.remove(EvidenceKey.DECISION_ID.key());
        this.values = Map.copyOf(values);
    }

    /**
     * Reads a caller's map; all may be absent.
     *
     * @throws InvalidInput on an unknown key, a value that does not fit its key, how a person overrode a decision
     *     that nobody overrode
     */
    public static EpisodeProperties of(Input episode) {
        EpisodeProperties read = new EpisodeProperties(KEYS.read(episode));
        if (read.decisionId != null && read.values.containsKey(EvidenceKey.PROPENSITY.key())) {
            throw new InvalidInput(episode.path(EvidenceKey.PROPENSITY.key())
                    + " is told beside decision_id, which knows how likely the decision was: leave it out");
        }
        String type = EvidenceKey.OVERRIDE_TYPE.key();
        String flag = EvidenceKey.HUMAN_OVERRIDE.key();
        // Left out or false, the episode would count as one that nobody overrode.
        if (read.values.containsKey(type) && !Boolean.TRUE.equals(read.values.get(flag))) {
            throw new InvalidInput(episode.path(type)
                    + " tells what a person did instead of what was decided: it needs " + flag + ": true");
        }
        return read;
    }

    /** The id that was given; empty where none was. */
    public Optional<String> id() {
        return Optional.ofNullable((String) values.get(EvidenceKey.ID.key()));
    }

    /** What stands for the decision that it came of, as selecting gave it; empty where none was given. */
    public Optional<String> decisionId() {
        return Optional.ofNullable(decisionId);
    }

    /** By key; without what stands for the decision, which is not stored. */
    public Map<String, Object> byKey() {
        return values;
    }
}
