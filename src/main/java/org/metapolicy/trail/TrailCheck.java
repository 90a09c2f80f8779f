package org.metapolicy.trail;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Verifies a chain: contents, links, gaps, a head that was kept elsewhere, and the replayed state against the graph
 * (specification, section 7.5).
 */
public final class TrailCheck {
    private final Chain chain;
    private final List<StoredEvent> events;
    private final ApproverHistory approvers;
    private final Replay replay = new Replay();

    /**
     * @param events by seq
     * @param approvers the graph's
     */
    public TrailCheck(Chain chain, List<StoredEvent> events, ApproverHistory approvers) {
        this.chain = chain;
        this.events = List.copyOf(events);
        this.approvers = approvers;
    }

    /**
     * Verifies the chain, and the graph beside it.
     *
     * @param kept a head that was kept elsewhere; null where none was
     */
    public TrailVerdict verify(ObservedState observed, Head kept) {
        TrailVerdict chained = chained(observed.events());
        if (!chained.ok()) {
            return chained;
        }
        if (kept != null && !reaches(kept)) {
            return TrailVerdict.broken(
                    events.size(),
                    kept.seq(),
                    "event " + kept.seq() + " is not the one whose hash was kept: "
                            + (kept.seq() > events.size()
                                    ? "the trail ends with event " + events.size()
                                            + ", an older copy was put back or its end was cut off"
                                    : "the trail was rewritten"));
        }
        String difference = difference(observed);
        return difference == null ? TrailVerdict.holds(events.size()) : TrailVerdict.differs(events.size(), difference);
    }

    /**
     * What about the events themselves does not hold; empty where they do, whatever the graph beside them says.
     *
     * @param head where the chain's owner says that it ends
     */
    public Optional<String> broken(Head head) {
        return Optional.ofNullable(chained(head.seq()).problem());
    }

    /**
     * What about a part of a chain does not hold by itself: contents, order, links; empty where all does.
     *
     * @param part events of a chain in a row, by seq
     * @param last the seq that the last of them has to have
     */
    public static Optional<String> broken(Chain chain, List<StoredEvent> part, long last) {
        TrailCheck check = new TrailCheck(chain, part, new ApproverHistory(List.of()));
        long first = last - part.size() + 1;
        for (int i = 0; i < part.size(); i++) {
            String previous = i == 0
                    ? part.get(i).text(EventKey.PREV_HASH)
                    : part.get(i - 1).text(EventKey.HASH);
            String problem = check.contents(part.get(i), first + i, previous);
            if (problem != null) {
                return Optional.of(problem);
            }
        }
        return part.isEmpty() ? Optional.of("event " + last + " is missing") : Optional.empty();
    }

    private TrailVerdict chained(long counted) {
        String previous = GovernanceEvent.NO_HASH;
        for (int i = 0; i < events.size(); i++) {
            StoredEvent event = events.get(i);
            long seq = i + 1L;
            boolean twice = i + 1 < events.size() && events.get(i + 1).seq() == event.seq();
            String problem = twice ? "two events have seq " + event.seq() : problem(event, seq, previous);
            if (problem != null) {
                return TrailVerdict.broken(events.size(), Math.min(seq, Math.max(1, event.seq())), problem);
            }
            previous = event.text(EventKey.HASH);
        }
        if (events.size() == counted) {
            return TrailVerdict.holds(events.size());
        }
        long seq = Math.min(events.size(), counted) + 1;
        return TrailVerdict.broken(
                events.size(),
                seq,
                events.size() < counted
                        ? "event " + seq + " is missing: " + chain.named() + " counts " + counted
                        : "event " + seq + " was added by hand: " + chain.named() + " counts " + counted);
    }

    private boolean reaches(Head kept) {
        return kept.seq() == 0
                ? kept.equals(Head.EMPTY)
                : kept.seq() <= events.size()
                        && kept.hash().equals(events.get((int) kept.seq() - 1).text(EventKey.HASH));
    }

    private String problem(StoredEvent event, long seq, String previous) {
        String problem = contents(event, seq, previous);
        if (problem != null) {
            return problem;
        }
        String before = replay.settings();
        String contradiction = replay.take(event);
        if (contradiction == null && chain.familyId() != null) {
            contradiction = approvers.contradiction(event, before);
        }
        return contradiction == null ? null : "event " + seq + ": " + contradiction;
    }

    /** What is wrong with an event beside the one before it, or null. */
    private String contents(StoredEvent event, long seq, String previous) {
        if (event.seq() != seq) {
            return event.seq() < seq ? "an event has seq " + event.seq() : "event " + seq + " is missing";
        }
        String named = "event " + seq + ": ";
        if (!event.holds()) {
            return named + "its contents were changed, they do not have its hash";
        }
        if (!previous.equals(event.text(EventKey.PREV_HASH))) {
            return named + "it does not follow event " + (seq - 1) + ", its prev_hash is another";
        }
        if (!Objects.equals(chain.familyId(), event.text(EventKey.FAMILY_ID))) {
            return named + "it is of another chain, '" + event.text(EventKey.FAMILY_ID) + "'";
        }
        if (!links(event.text(EventKey.VERSION_ID)).equals(event.about())) {
            return named + "it is about " + event.text(EventKey.VERSION_ID) + " and linked to " + event.about();
        }
        if (!links(event.text(EventKey.SNAPSHOT_ID)).equals(event.supportedBy())) {
            return named + "it rests on snapshot " + event.text(EventKey.SNAPSHOT_ID) + " and is linked to "
                    + event.supportedBy();
        }
        return null;
    }

    private static List<String> links(String id) {
        return id == null ? List.of() : List.of(id);
    }

    /** The first thing in which the graph is not what the trail leads to, or null. */
    private String difference(ObservedState observed) {
        if (!Objects.equals(replay.settings(), observed.settings())) {
            return "the settings of " + chain.named() + " are " + observed.settings() + ", its trail says "
                    + replay.settings();
        }
        if (!links(replay.defaultId()).equals(observed.defaults())) {
            return "the default of " + chain.named() + " is " + observed.defaults() + ", its trail says "
                    + links(replay.defaultId());
        }
        if (!links(replay.fallbackId()).equals(observed.fallbacks())) {
            return "the fallback of " + chain.named() + " is " + observed.fallbacks() + ", its trail says "
                    + links(replay.fallbackId());
        }
        for (ObservedState.Version version : observed.versions()) {
            String difference = difference(version);
            if (difference != null) {
                return "version '" + version.id() + "' " + difference;
            }
        }
        for (String id : replay.versions().keySet()) {
            if (observed.versions().stream().noneMatch(version -> version.id().equals(id))) {
                return "version '" + id + "' is gone from " + chain.named();
            }
        }
        Map<String, String> parents = new TreeMap<>();
        observed.versions().forEach(version -> parents.put(version.id(), version.parentId()));
        Optional<String> descent = new Descent(parents).problem();
        if (descent.isPresent()) {
            return descent.get();
        }
        return observed.strays().isEmpty()
                ? Optional.ofNullable(snapshotDifference(observed)).orElseGet(() -> noteDifference(observed))
                : "of " + chain.named() + ": " + String.join("; ", observed.strays());
    }

    private static String contexts(String limitedTo) {
        return limitedTo == null ? "all contexts" : limitedTo;
    }

    private String difference(ObservedState.Version version) {
        Replay.Version recorded = replay.versions().get(version.id());
        if (recorded == null) {
            return "is ungoverned: it was linked by hand";
        }
        if (!replay.suspended(version.id()).equals(version.suspended())) {
            return "is suspended in contexts " + version.suspended() + ", its trail says "
                    + replay.suspended(version.id());
        }
        if (!replay.suspendedFor(version.id()).equals(version.suspendedFor())) {
            return "is suspended for participants " + version.suspendedFor() + ", its trail says "
                    + replay.suspendedFor(version.id());
        }
        String by = ", event " + recorded.seq() + " says ";
        if (!Objects.equals(recorded.limitedTo(), version.limitedTo())) {
            return "may serve in " + contexts(version.limitedTo()) + by + contexts(recorded.limitedTo());
        }
        if (!recorded.status().equals(version.status())) {
            return "is " + version.status() + by + recorded.status();
        }
        if (version.liveLinked() != "LIVE".equals(version.status())
                || version.candidateLinked() != "CANDIDATE".equals(version.status())) {
            return "is " + version.status() + ", and the links HAS_LIVE_VERSION and HAS_CANDIDATE_VERSION say other";
        }
        // Versions that last moved before the link was written have none.
        if (version.moved() != 0 && version.moved() != recorded.seq()) {
            return "is linked by STATUS_SET_BY to event " + version.moved() + by + recorded.status();
        }
        long made = recorded.contents().made().seq();
        if (version.made() != 0 && version.made() != made) {
            return "is linked by MADE_BY to event " + version.made() + ", and event " + made + " made it";
        }
        Optional<String> change = recorded.contents()
                .difference(version.contents())
                .or(() -> recorded.contents()
                        .originDifference(version.reasoning(), version.parentId(), version.createdAt()))
                .or(() -> TakenOver.difference(recorded.contents().made(), version.takenOver()));
        if (change.isPresent()) {
            return change.get();
        }
        return Objects.equals(recorded.maker(), version.createdBy())
                ? null
                : "has created_by " + version.createdBy() + ", the trail says " + recorded.maker();
    }

    private static Object orNone(Double number) {
        return number == null ? "none" : number;
    }

    private static Map<String, Double> numbers(Map<?, ?> stored) {
        Map<String, Double> numbers = new TreeMap<>();
        stored.forEach((key, value) -> {
            if (value instanceof Number number) {
                numbers.put((String) key, number.doubleValue());
            }
        });
        return numbers;
    }

    /** What was noted on a snapshot last is what it says; notes that no event wrote are somebody's own. */
    private String noteDifference(ObservedState observed) {
        Map<String, StoredEvent> last = new TreeMap<>();
        for (StoredEvent event : events) {
            if (event.is(GovernanceAction.ANNOTATED) && event.text(EventKey.SNAPSHOT_ID) != null) {
                last.put(event.text(EventKey.SNAPSHOT_ID), event);
            }
        }
        for (Map.Entry<String, StoredEvent> noted : last.entrySet()) {
            String note = noted.getValue().text(EventKey.REASON);
            if (!note.equals(observed.notes().get(noted.getKey()))) {
                return "snapshot '" + noted.getKey() + "' has notes "
                        + observed.notes().get(noted.getKey()) + ", event "
                        + noted.getValue().seq() + " says " + note;
            }
        }
        return null;
    }

    /** A snapshot never changes: what an event stored of it still stands. */
    private String snapshotDifference(ObservedState observed) {
        for (StoredEvent event : events) {
            String id = event.text(EventKey.SNAPSHOT_ID);
            if (id != null && event.evidence().get("snapshot") instanceof Map<?, ?> stored) {
                Map<String, Double> then = numbers(stored);
                Map<String, Double> now = observed.snapshots().getOrDefault(id, Map.of());
                Set<String> keys = new TreeSet<>(then.keySet());
                keys.addAll(now.keySet());
                for (String key : keys) {
                    if (!Objects.equals(then.get(key), now.get(key))) {
                        return "snapshot '" + id + "' has " + key + " " + orNone(now.get(key)) + ", event "
                                + event.seq() + " rests on " + orNone(then.get(key));
                    }
                }
            }
        }
        return null;
    }
}
