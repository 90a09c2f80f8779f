package org.metapolicy.evidence.recording;

import java.time.ZonedDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Shown;

/**
 * A node of evidence as somebody reports it.
 *
 * @param id its id
 * @param told the properties that were told, as the database stores them; the id may be among them
 * @param presumed those that a new node gets for what was not told, but for its id
 */
public record Report(String id, Map<String, Object> told, Map<String, Object> presumed) {
    public Report {
        told = Map.copyOf(told);
        presumed = Map.copyOf(presumed);
    }

    /**
     * One that presumes a time of what told none.
     *
     * @param key the time's
     */
    public static Report at(String id, Map<String, Object> told, EvidenceKey key, Supplier<ZonedDateTime> presumed) {
        return new Report(id, told, told.containsKey(key.key()) ? Map.of() : Map.of(key.key(), presumed.get()));
    }

    /** Gives all properties of a new node but for its id, by key, each once. */
    public void each(BiConsumer<String, Object> property) {
        told.forEach((key, value) -> {
            if (!key.equals(EvidenceKey.ID.key())) {
                property.accept(key, value);
            }
        });
        presumed.forEach((key, value) -> {
            if (!told.containsKey(key)) {
                property.accept(key, value);
            }
        });
    }

    /**
     * Makes sure that a node which stands already says all that this tells: then this is a repetition.
     *
     * @param what what it is, for the message, such as "episode"
     * @param stands what the node says by key, null where nothing
     * @throws Conflict naming the first key that it says otherwise, or not at all
     */
    public void requireRepeats(String what, Function<String, Object> stands) {
        new TreeMap<>(told).forEach((key, value) -> {
            Object standing = stands.apply(key);
            if (!EvidenceKey.of(key).same(standing, value)) {
                throw new Conflict(what + " '" + id + "' was recorded "
                        + (standing == null ? "without " + key : "with " + key + " " + Shown.withType(standing))
                        + ", and " + Shown.value(value) + " is told now: what was recorded stands"
                        + (key.equals(EvidenceKey.HUMAN_OVERRIDE.key())
                                ? ", and metapolicy.recordOverride tells that a person overruled it"
                                : ""));
            }
        });
    }
}
