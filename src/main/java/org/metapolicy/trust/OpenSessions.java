package org.metapolicy.trust;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sessions of one version on their way to guardrails (specification, section 6.3, {@code guardrail_unit: 'SESSION'}).
 *
 * <p>They are fed in the order in which they opened: the order in which they end tells how they went. A session is done when
 * it has as many episodes as {@link SessionLengths} said when it opened, and what comes then is a part of its own; or when it
 * has been idle for the timeout, by {@link SessionClock}. Nothing about how its episodes turned out decides either. Memory is
 * bounded: beyond {@link #MAX_OPEN} the session that opened first is done early, and {@link #MAX_CLOSED} that ended are
 * remembered, to tell what comes after their end.
 */
final class OpenSessions {
    static final int MAX_OPEN = 1000;
    static final int MAX_CLOSED = 256;

    /** Sessions that are not idle, by id, in the order in which their parts opened. */
    private final Map<String, SessionPart> active = new LinkedHashMap<>();
    /** Parts that are not fed yet, in the order in which they opened. */
    private final Deque<SessionPart> waiting = new ArrayDeque<>();

    private final Set<String> closed;
    private final SessionClock clock;
    private final SessionLengths lengths;
    private long episodes;
    private long beyond;

    OpenSessions(State state) {
        state.parts().forEach(stored -> {
            SessionPart part = new SessionPart(stored);
            if (part.active()) {
                // Where two say so, as texts of before had it, the later one is, in its place.
                active.remove(part.id());
                active.put(part.id(), part);
            }
            if (!part.fed()) {
                waiting.add(part);
            }
        });
        closed = new LinkedHashSet<>(state.closed());
        clock = new SessionClock(state.clock());
        lengths = new SessionLengths(state.lengths());
        episodes = state.episodes();
        beyond = state.beyond();
    }

    /** Adds an episode, and returns what may be fed by that. An episode without a session is one of its own. */
    List<SessionPart> add(EpisodeFacts episode, GuardrailValues values, double timeoutSeconds) {
        episodes++;
        if (episode.session() == null) {
            waiting.add(SessionPart.alone(values, episode.cluster()));
        } else {
            addTo(episode, values, (long) (timeoutSeconds * 1000));
        }
        List<SessionPart> fed = done();
        while (waiting.size() > MAX_OPEN) {
            end(waiting.peek());
            fed.addAll(done());
        }
        return fed;
    }

    private void addTo(EpisodeFacts episode, GuardrailValues values, long timeout) {
        String session = episode.session();
        long millis = episode.time().toEpochMilli();
        SessionPart part = active.get(session);
        if (part != null && millis - part.lastMillis() >= timeout) {
            // By its own clock, so that one that arrives late as a whole is still one session.
            end(part);
            part = null;
        }
        boolean later = part == null ? closed.contains(session) : part.before() > 0 || part.isDone();
        if (part == null || part.isDone()) {
            // In its new place: parts end in the order in which they opened.
            Optional.ofNullable(active.remove(session)).ifPresent(SessionPart::rest);
            part = part == null
                    ? new SessionPart(session, lengths.most(), 0)
                    : new SessionPart(session, lengths.mostBeyond(part.most()), part.length());
            active.put(session, part);
            waiting.add(part);
        }
        beyond += later ? 1 : 0;
        part.add(millis, values, episode.cluster());
        clock.look(active.values(), timeout);
        part.seenAt(clock.elapsed());
        SessionPart current = part;
        List.copyOf(active.values()).stream()
                .filter(other -> other != current && clock.isIdle(other, timeout))
                .forEach(this::end);
        while (active.size() > MAX_OPEN) {
            end(active.values().iterator().next());
        }
    }

    /** Ends what is open, as when guardrails go over to single episodes. */
    List<SessionPart> closeAll() {
        List.copyOf(active.values()).forEach(this::end);
        return done();
    }

    /** What is not fed yet, in the order in which it opened. */
    Collection<SessionPart> waiting() {
        return waiting;
    }

    /** Marks what is open as begun before limits froze: only later outcomes count against those. */
    void markPromotion() {
        active.values().forEach(SessionPart::markPromotion);
        waiting.forEach(SessionPart::markPromotion);
    }

    /** The share of episodes that came beyond the first part of their session, or after its end; 0 before the first. */
    double shareBeyond() {
        return episodes == 0 ? 0 : (double) beyond / episodes;
    }

    State state() {
        Set<SessionPart> parts = new LinkedHashSet<>(active.values());
        // What waits comes in its order; what is active and fed comes before, in its own.
        parts.removeAll(waiting);
        parts.addAll(waiting);
        return new State(
                parts.stream().map(SessionPart::state).toList(),
                List.copyOf(closed),
                clock.state(),
                lengths.state(),
                episodes,
                beyond);
    }

    private void end(SessionPart part) {
        part.finish();
        if (active.remove(part.id(), part)) {
            part.rest();
            if (!part.isMean()) {
                lengths.add(part.length());
            }
            closed.remove(part.id());
            closed.add(part.id());
            if (closed.size() > MAX_CLOSED) {
                Iterator<String> oldest = closed.iterator();
                oldest.next();
                oldest.remove();
            }
        }
    }

    private List<SessionPart> done() {
        List<SessionPart> result = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.peek().isDone()) {
            SessionPart part = waiting.poll();
            part.feed();
            result.add(part);
        }
        return result;
    }

    /**
     * All of it, for storing.
     *
     * @param parts what is active or not fed, in the order in which it opened
     * @param closed ids of sessions that ended, the latest last
     * @param episodes how many came in sessions
     * @param beyond how many of them beyond a session's first part, or after its end
     */
    record State(
            List<SessionPart.State> parts,
            List<String> closed,
            SessionClock.State clock,
            long[] lengths,
            long episodes,
            long beyond) {
        static final State EMPTY =
                new State(List.of(), List.of(), SessionClock.State.UNSET, SessionLengths.none(), 0, 0);
    }
}
