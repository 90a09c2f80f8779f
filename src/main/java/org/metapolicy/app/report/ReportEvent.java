package org.metapolicy.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.metapolicy.app.trust.TrustHistory;
import org.metapolicy.evidence.TrustSnapshot;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.PassingFaults;
import org.metapolicy.trail.ChainLink;
import org.metapolicy.trail.EventId;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.Trail;

/** Puts together what there is to hand over about one event, a promotion or a stop above all. */
public final class ReportEvent {
    private static final List<String> FIGURES = List.of(
            EventKey.PCI,
            EventKey.TRUST_LOWER,
            EventKey.TRUST_UPPER,
            EventKey.N,
            EventKey.REWARD_MEAN,
            EventKey.ALARM,
            EventKey.SHADOW_PCI,
            EventKey.SHADOW_N);

    private final Trail trail;
    private final TrustHistory history;
    private final PassingFaults faults;

    public ReportEvent(Trail trail, TrustHistory history, PassingFaults faults) {
        this.trail = trail;
        this.history = history;
        this.faults = faults;
    }

    /**
     * Costs the chain, which comes with it.
     *
     * @param eventId a family's id (nothing for the graph's own settings), # and the event's seq
     * @throws NotFound if there is no such event
     */
    public EventReport run(String eventId) {
        EventId id = EventId.of(eventId);
        List<StoredEvent> events = trail.events(id.chain());
        StoredEvent event =
                events.stream().filter(one -> one.seq() == id.seq()).findFirst().orElseThrow(id::absent);
        return new EventReport(
                id,
                ChainLink.of(event),
                events.stream()
                        .filter(one -> one.is(GovernanceAction.ANNOTATED))
                        .filter(one -> id.text().equals(one.text(EventKey.ANNOTATES)))
                        .map(ChainLink::of)
                        .toList(),
                sides(id, event),
                events.stream().map(ChainLink::of).toList(),
                trail.head(id.chain()));
    }

    private List<EventReport.Side> sides(EventId id, StoredEvent event) {
        List<EventReport.Side> sides = new ArrayList<>();
        String version = event.text(EventKey.VERSION_ID);
        if (version != null) {
            Map<String, Object> figures = new LinkedHashMap<>(event.properties());
            figures.keySet().retainAll(FIGURES);
            sides.add(new EventReport.Side("version", version, "event " + id.text(), figures));
        }
        for (String key : List.of(EventKey.DEFAULT_BEFORE, EventKey.DEFAULT_AFTER)) {
            String other = event.text(key);
            boolean moved = !Objects.equals(event.text(EventKey.DEFAULT_BEFORE), event.text(EventKey.DEFAULT_AFTER));
            boolean known = other == null
                    || sides.stream().anyMatch(side -> side.versionId().equals(other));
            if (moved && !known) {
                sides.add(other(key, other, event));
            }
        }
        return sides;
    }

    /** The event tells figures of its own version alone; the other's are those of its newest snapshot then. */
    private EventReport.Side other(String role, String versionId, StoredEvent event) {
        Optional<TrustSnapshot> snapshot = new OneFamily(versionId, faults)
                .read(() -> history.run(versionId)).stream()
                        .flatMap(List::stream)
                        .filter(one -> one.createdAt() != null && event.createdAt() != null)
                        .filter(one -> !one.createdAt().toInstant().isAfter(event.createdAt()))
                        .max(Comparator.comparing(TrustSnapshot::createdAt)
                                // Windows that one refresh closed have one time.
                                .thenComparing(TrustSnapshot::t, Comparator.nullsFirst(Comparator.naturalOrder())));
        return snapshot.map(one -> new EventReport.Side(role, versionId, "snapshot " + one.snapshotId(), figures(one)))
                .orElseGet(() -> new EventReport.Side(role, versionId, "no snapshot", Map.of()));
    }

    private static Map<String, Object> figures(TrustSnapshot snapshot) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(EventKey.PCI, snapshot.trustScore());
        figures.put(EventKey.TRUST_LOWER, snapshot.trustLower());
        figures.put(EventKey.TRUST_UPPER, snapshot.trustUpper());
        figures.put(EventKey.N, snapshot.n());
        figures.put(EventKey.REWARD_MEAN, snapshot.rewardMean());
        figures.put("override_rate", snapshot.overrideRate());
        figures.values().removeIf(Objects::isNull);
        return figures;
    }
}
