package org.metapolicy.trust;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The sessions of one version whose episodes may still grow, for guardrails that are fed the means of closed sessions
 * (specification, section 6.3, {@code guardrail_unit: 'SESSION'}).
 *
 * <p>A session closes when it has been idle for the timeout in event time, measured against the latest event time counted
 * for the version; no clock is asked, so a replay closes the same sessions at the same places. What closes a session
 * never depends on how its episodes turned out. Memory is bounded: beyond {@link #MAX_OPEN} the session that has been idle
 * longest closes early, and a closed session is remembered (its late episodes are left out) until {@link #MAX_CLOSED}
 * others have closed.
 */
final class OpenSessions {
    static final int MAX_OPEN = 1000;
    static final int MAX_CLOSED = 256;

    private static final Comparator<OpenSession> IDLE_LONGEST =
            Comparator.comparingLong(OpenSession::lastMillis).thenComparing(OpenSession::id);

    private final Map<String, OpenSession> open = new TreeMap<>();
    private final Set<String> closed;
    private long watermark;

    OpenSessions() {
        this(new State(List.of(), List.of(), Long.MIN_VALUE));
    }

    OpenSessions(State state) {
        state.open().forEach(session -> open.put(session.id(), session));
        closed = new LinkedHashSet<>(state.closed());
        watermark = state.watermark();
    }

    /**
     * Adds an episode, and returns the sessions that closed by it, in the order in which they fell idle. An episode
     * without a session is one of its own.
     */
    List<OpenSession> add(String session, Instant time, GuardrailValues values, double timeoutSeconds) {
        long millis = time.toEpochMilli();
        watermark = Math.max(watermark, millis);
        long timeout = (long) (timeoutSeconds * 1000);
        List<OpenSession> closing = closeIdle(session, millis, timeout);
        if (session == null) {
            closing.add(new OpenSession("", millis, values, false));
        } else if (!closed.contains(session)) {
            OpenSession before =
                    open.getOrDefault(session, new OpenSession(session, millis, GuardrailValues.NOTHING, false));
            open.put(session, before.plus(millis, values));
            if (open.size() > MAX_OPEN) {
                OpenSession longest = open.values().stream().min(IDLE_LONGEST).orElseThrow();
                close(longest.id());
                closing.add(longest);
            }
        }
        return closing;
    }

    /** Closes what is open, as when guardrails go over to single episodes. */
    List<OpenSession> closeAll() {
        List<OpenSession> closing = new ArrayList<>(open.values());
        closing.sort(IDLE_LONGEST);
        closing.forEach(session -> close(session.id()));
        return closing;
    }

    /** Marks what is open as begun before limits froze: only later outcomes count against those. */
    void markPromotion() {
        open.replaceAll((id, session) -> new OpenSession(id, session.lastMillis(), session.values(), true));
    }

    State state() {
        return new State(List.copyOf(open.values()), List.copyOf(closed), watermark);
    }

    private List<OpenSession> closeIdle(String current, long millis, long timeout) {
        List<OpenSession> closing = new ArrayList<>();
        for (OpenSession session : List.copyOf(open.values())) {
            // The session at hand is judged by its own gap: one that arrives late as a whole is still one session.
            long now = session.id().equals(current) ? millis : watermark;
            if (now - session.lastMillis() >= timeout) {
                close(session.id());
                closing.add(session);
            }
        }
        closing.sort(IDLE_LONGEST);
        return closing;
    }

    private void close(String id) {
        open.remove(id);
        closed.add(id);
        if (closed.size() > MAX_CLOSED) {
            Iterator<String> oldest = closed.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** A session with its sums so far. */
    record OpenSession(String id, long lastMillis, GuardrailValues values, boolean beforePromotion) {
        OpenSession plus(long millis, GuardrailValues more) {
            return new OpenSession(id, Math.max(lastMillis, millis), values.plus(more), beforePromotion);
        }
    }

    /** All of it, for storing. */
    record State(List<OpenSession> open, List<String> closed, long watermark) {}
}
