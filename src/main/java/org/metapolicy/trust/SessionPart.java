package org.metapolicy.trust;

import java.util.Map;
import java.util.TreeMap;

/**
 * A session, or as much of it as one bet is on: at most {@code most} episodes, a number that was fixed when it opened
 * (specification, section 6.3).
 */
final class SessionPart {
    /** In place of a most, of what was open under a format that fed means. */
    static final int MEAN = 0;

    private final String id;
    private final int most;
    private final long before;
    private long count;
    private GuardrailValues values;
    private final Map<String, GuardrailValues> byContext;
    private long lastMillis;
    private long seen;
    private boolean beforePromotion;
    private boolean done;
    private boolean active;
    private boolean fed;

    /** @param before episodes of the session in parts before this one */
    SessionPart(String id, int most, long before) {
        this(new State(
                id, most, before, 0, GuardrailValues.NOTHING, Map.of(), Long.MIN_VALUE, 0, false, false, true, false));
    }

    SessionPart(State state) {
        id = state.id();
        most = state.most();
        before = state.before();
        count = state.count();
        values = state.values();
        byContext = new TreeMap<>(state.byContext());
        lastMillis = state.lastMillis();
        seen = state.seen();
        beforePromotion = state.beforePromotion();
        done = state.done();
        active = state.active();
        fed = state.fed();
    }

    /** An episode without a session, which is done as it comes. */
    static SessionPart alone(GuardrailValues values, String context) {
        Map<String, GuardrailValues> there = context == null ? Map.of() : Map.of(context, values);
        return new SessionPart(new State("", 1, 0, 1, values, there, 0, 0, false, true, false, false));
    }

    /** @param context of the episode; null where it is not known */
    void add(long millis, GuardrailValues more, String context) {
        count++;
        values = values.plus(more);
        if (context != null) {
            byContext.merge(context, more, GuardrailValues::plus);
        }
        lastMillis = Math.max(lastMillis, millis);
        done = count >= most && most != MEAN;
    }

    void seenAt(long elapsed) {
        seen = elapsed;
    }

    void finish() {
        done = true;
    }

    /** It is idle, and nothing more is known of it. */
    void rest() {
        active = false;
    }

    void feed() {
        fed = true;
    }

    void markPromotion() {
        beforePromotion = true;
    }

    String id() {
        return id;
    }

    /** The most episodes that it may have. */
    int most() {
        return most;
    }

    long before() {
        return before;
    }

    /** Episodes of the session so far, this part included. */
    long length() {
        return before + count;
    }

    long lastMillis() {
        return lastMillis;
    }

    /** What the clock had elapsed at its last episode. */
    long seen() {
        return seen;
    }

    boolean beforePromotion() {
        return beforePromotion;
    }

    /** Whether it was open under a format that did not count its episodes. */
    boolean isMean() {
        return most == MEAN;
    }

    /** Whether the bet is on the sum of several. */
    boolean isSum() {
        return most > 1;
    }

    boolean isDone() {
        return done;
    }

    boolean active() {
        return active;
    }

    boolean fed() {
        return fed;
    }

    GuardrailValues values() {
        return values;
    }

    /** The same of the episodes in each context. */
    Map<String, GuardrailValues> byContext() {
        return byContext;
    }

    /**
     * What the bet is on, given the limit m: m + sum of (x - m) over the episodes that gave x, over the most that the part may
     * have. In [0, 1], as there are no more than that.
     */
    double bounded(double sum, long given, double m) {
        return most == MEAN ? sum / given : (sum + (most - given) * m) / most;
    }

    /** How many values its sum counts as in an estimate: each episode, or one mean. */
    long weight(long given) {
        return most == MEAN ? 1 : given;
    }

    State state() {
        return new State(
                id,
                most,
                before,
                count,
                values,
                Map.copyOf(byContext),
                lastMillis,
                seen,
                beforePromotion,
                done,
                active,
                fed);
    }

    /** All of it, for storing. */
    record State(
            String id,
            int most,
            long before,
            long count,
            GuardrailValues values,
            Map<String, GuardrailValues> byContext,
            long lastMillis,
            long seen,
            boolean beforePromotion,
            boolean done,
            boolean active,
            boolean fed) {}
}
