package org.metapolicy.trail;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The contexts that an approver let a version serve in.
 *
 * @param contexts their names, sorted, each once; empty where it may serve in all
 */
public record ContextLimit(List<String> contexts) {
    /** Everywhere. */
    public static final ContextLimit NONE = new ContextLimit(List.of());

    /** The key that a caller names them by, in options and in the evidence of an event. */
    public static final String KEY = "context_clusters";

    public ContextLimit {
        contexts = List.copyOf(new TreeSet<>(contexts));
    }

    public static ContextLimit to(Collection<String> contexts) {
        return new ContextLimit(List.copyOf(contexts));
    }

    /** As an event keeps it, canonical JSON; null for everywhere. */
    public String text() {
        return isNone() ? null : CanonicalJson.ofRecorded(Map.of(KEY, contexts));
    }

    public boolean isNone() {
        return contexts.isEmpty();
    }
}
