package org.metapolicy.trust;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sessions that are open as a running state stores them.
 *
 * @param closed ids of sessions that ended, the latest last
 */
record StoredSessions(
        List<Session> parts,
        List<String> closed,
        SessionClock.State clock,
        long[] lengths,
        long episodes,
        long beyond) {

    /** @param contexts the values of its episodes in each context; absent where none is known */
    record Session(
            String id,
            int most,
            long before,
            long count,
            Map<String, GuardrailValues.Sum> values,
            Map<String, Map<String, GuardrailValues.Sum>> contexts,
            long lastMillis,
            long seen,
            boolean beforePromotion,
            boolean done,
            boolean active,
            boolean fed) {}

    static StoredSessions of(OpenSessions.State state) {
        return new StoredSessions(
                state.parts().stream().map(StoredSessions::session).toList(),
                state.closed(),
                state.clock(),
                state.lengths(),
                state.episodes(),
                state.beyond());
    }

    OpenSessions.State toState() {
        return new OpenSessions.State(
                parts.stream().map(StoredSessions::part).toList(), closed, clock, lengths, episodes, beyond);
    }

    private static Session session(SessionPart.State part) {
        Map<String, Map<String, GuardrailValues.Sum>> contexts = new TreeMap<>();
        part.byContext().forEach((context, values) -> contexts.put(context, byKey(values)));
        return new Session(
                part.id(),
                part.most(),
                part.before(),
                part.count(),
                byKey(part.values()),
                contexts.isEmpty() ? null : contexts,
                part.lastMillis(),
                part.seen(),
                part.beforePromotion(),
                part.done(),
                part.active(),
                part.fed());
    }

    private static SessionPart.State part(Session stored) {
        Map<String, GuardrailValues> contexts = new TreeMap<>();
        if (stored.contexts() != null) {
            stored.contexts().forEach((context, values) -> contexts.put(context, values(values)));
        }
        return new SessionPart.State(
                stored.id(),
                stored.most(),
                stored.before(),
                stored.count(),
                values(stored.values()),
                contexts,
                stored.lastMillis(),
                stored.seen(),
                stored.beforePromotion(),
                stored.done(),
                stored.active(),
                stored.fed());
    }

    private static Map<String, GuardrailValues.Sum> byKey(GuardrailValues values) {
        return StoredState.byKey(values.given(), Variable::key);
    }

    private static GuardrailValues values(Map<String, GuardrailValues.Sum> stored) {
        return new GuardrailValues(StoredState.declared("variable", stored, Variable.class, Variable::key));
    }
}
