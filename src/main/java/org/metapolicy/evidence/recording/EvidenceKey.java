package org.metapolicy.evidence.recording;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;

/**
 * The keys of an episode and of an outcome in a caller's map (specification, section 9), which are their properties'
 * names.
 */
public enum EvidenceKey {
    ID("id", ValueKind.ID),
    TRIAL_ID("trial_id", ValueKind.WORDS),
    TIMESTAMP("timestamp", ValueKind.TIME),
    CONTEXT("context", Kinds.NUMBERS),
    CONTEXT_CLUSTER("context_cluster", ValueKind.WORDS),
    CONTEXT_HASH("context_hash", ValueKind.WORDS),
    RV_SEGMENT_IDS("rv_segment_ids", Kinds.IDS),
    COLLECTIVE_SEGMENT_IDS("collective_segment_ids", Kinds.IDS),
    CHOSEN_INTERVENTION_ID("chosen_intervention_id", ValueKind.WORDS),
    PARAMETERS("parameters", Kinds.MAP),
    HUMAN_OVERRIDE("human_override", ValueKind.FLAG),
    OVERRIDE_TYPE("override_type", ValueKind.WORDS),
    PROPENSITY("propensity", Kinds.PROBABILITY),
    DECISION_ID("decision_id", ValueKind.WORDS),

    REWARD("reward", Kinds.SHARE),
    DELTA_COHERENCE("delta_coherence", Kinds.SHARE),
    DELTA_ACCURACY("delta_accuracy", Kinds.SHARE),
    DELTA_CALIBRATION("delta_calibration", Kinds.SHARE),
    DELTA_RT("delta_rt", ValueKind.NUMBER),
    SAFETY_FLAG("safety_flag", ValueKind.FLAG),
    COHERENCE_AFTER("coherence_after", ValueKind.NUMBER),
    RECORDED_AT("recorded_at", ValueKind.TIME),
    NOTES("notes", ValueKind.TEXT);

    private static final Gson JSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private final String key;
    private final ValueKind<?> kind;

    EvidenceKey(String key, ValueKind<?> kind) {
        this.key = key;
        this.kind = kind;
    }

    /** The name in maps and in the graph. */
    public String key() {
        return key;
    }

    /** @throws IllegalArgumentException if there is none of this name */
    static EvidenceKey of(String name) {
        return Arrays.stream(values())
                .filter(one -> one.key.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no evidence has a " + name));
    }

    /** Whether a stored value, written by whomever and in whatever type, says what one that is to be stored does. */
    boolean same(Object stored, Object told) {
        Object read = kind == Kinds.MAP ? stored : kind.read(stored);
        return read instanceof ZonedDateTime time && told instanceof ZonedDateTime other
                ? time.toInstant().equals(other.toInstant())
                : Objects.deepEquals(read, told);
    }

    /**
     * What the map gives for it, as the database stores it.
     *
     * @throws InvalidInput if it does not fit, or nothing is given
     */
    Object stored(Input input) {
        Object read = input.require(key, kind);
        return kind == Kinds.MAP ? JSON.toJson(input.freeForm(key).asMap()) : read;
    }

    /** @throws InvalidInput if the map does not have it */
    void require(Input input) {
        input.require(key, kind);
    }

    /** What values mean in evidence alone. */
    private static final class Kinds {
        static final ValueKind<Map<?, ?>> MAP =
                ValueKind.of("a map", value -> value instanceof Map<?, ?> map ? map : null);
        static final ValueKind<double[]> NUMBERS = ValueKind.NUMBERS.as(
                list -> list.stream().mapToDouble(Double::doubleValue).toArray());
        static final ValueKind<String[]> IDS = ValueKind.listOf(
                        "a list of ids of segments, texts that are not blank", ValueKind.APPLICATION_ID)
                .as(list -> list.toArray(String[]::new));
        static final ValueKind<Double> SHARE = ValueKind.number("a number from -1 to 1", -1, 1);

        /** Of what happened, so that 0 contradicts itself, and whoever weights by its inverse would divide by it. */
        static final ValueKind<Double> PROBABILITY = ValueKind.number("a number above 0, up to 1", Double.MIN_VALUE, 1);
    }
}
