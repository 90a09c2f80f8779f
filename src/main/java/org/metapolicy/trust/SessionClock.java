package org.metapolicy.trust;

import java.util.Collection;

/**
 * How event time goes on for a version's sessions, though clocks differ between writers and old history may come in between.
 *
 * <p>It is the lower median of the open sessions' last event times, which one writer with a wrong clock does not move while
 * others are open. Where it falls back by more than the timeout, another stretch of time is being told, and nothing elapses
 * by that.
 */
final class SessionClock {
    private boolean set;
    private long high;
    private long elapsed;

    SessionClock(State state) {
        set = state.set();
        high = state.high();
        elapsed = state.elapsed();
    }

    /** Looks at the sessions that are open now. */
    void look(Collection<SessionPart> open, long timeout) {
        long[] times = open.stream().mapToLong(SessionPart::lastMillis).sorted().toArray();
        long median = times[(times.length - 1) / 2];
        if (!set || median < high - timeout) {
            high = median;
        } else if (median > high) {
            elapsed += median - high;
            high = median;
        }
        set = true;
    }

    /** Milliseconds that went by, by all that was told. */
    long elapsed() {
        return elapsed;
    }

    /**
     * Whether a session has been idle for the timeout: so much went by since its last episode, and its own time, unless it is
     * beyond the clock's by more than the timeout and thus another clock's, is as long ago.
     */
    boolean isIdle(SessionPart session, long timeout) {
        long ago = high - session.lastMillis();
        return elapsed - session.seen() >= timeout && (ago >= timeout || ago < -timeout);
    }

    State state() {
        return new State(set, high, elapsed);
    }

    /** All of it, for storing. */
    record State(boolean set, long high, long elapsed) {
        static final State UNSET = new State(false, 0, 0);
    }
}
