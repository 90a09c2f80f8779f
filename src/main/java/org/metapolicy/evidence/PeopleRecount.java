package org.metapolicy.evidence;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.metapolicy.evidence.people.PeopleCounter;
import org.metapolicy.evidence.people.PeoplePlaces;
import org.metapolicy.evidence.people.PersonHistory;
import org.metapolicy.evidence.people.VersionPeople;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.ObservationReading;

/**
 * Counts anew what is known of people, in the order of the first time. What an erasure took is in no sum: each person's
 * evidence stands or falls with their episodes, so that it needs no base to start from; the places of those who are left, and
 * for whom versions are suspended, it takes from what stands and from the trail.
 */
public final class PeopleRecount {
    private final PeopleCounter counter;
    private final Iterator<CountingChange> changes;
    private final Function<String, VersionPeople> standing;
    private CountingChange next;
    private Settings settings = Settings.defaults();

    /**
     * @param changes in the order of the trail
     * @param standing what stands of a version's people, looked at for those whom the trail names and for places
     */
    public PeopleRecount(List<CountingChange> changes, Function<String, VersionPeople> standing) {
        Map<String, VersionPeople> known = new HashMap<>();
        this.standing = version -> known.computeIfAbsent(version, standing);
        boolean erased = changes.stream().anyMatch(CountingChange.Based.class::isInstance);
        this.counter = new PeopleCounter(
                (version, participant) -> PersonHistory.EMPTY,
                erased ? PeoplePlaces.againWithGaps(this.standing) : PeoplePlaces.again());
        this.changes = changes.iterator();
        next = this.changes.hasNext() ? this.changes.next() : null;
    }

    /** Counts one piece; numbers must rise. */
    public void count(StoredEvidence evidence) {
        turnUntil(evidence.number() - 1);
        String version = evidence.versionId();
        String participant = evidence.participant();
        if (evidence.figures() == null) {
            counter.status(version, participant, evidence.episode().overridden(), settings);
        } else if (ObservationReading.of(evidence.episode(), evidence.figures(), settings)
                instanceof ObservationReading.Valid valid) {
            if (evidence.late() && !evidence.apart()) {
                counter.lateFlag(version, participant, valid.observation().safetyFlag());
                return;
            }
            counter.outcome(version, participant, valid.observation(), settings);
            if (!evidence.apart()) {
                counter.status(version, participant, evidence.episode().overridden(), settings);
            }
        }
    }

    /** Applies what the trail has after the last evidence; call it once, at the end. */
    public void finish() {
        turnUntil(Long.MAX_VALUE);
    }

    /** What was found with a version. */
    public VersionPeople ofVersion(String versionId) {
        return new VersionPeople(counter.counted().getOrDefault(versionId, Map.of()), Map.of(), counter.met(versionId));
    }

    private void turnUntil(long number) {
        while (next != null && next.counted() <= number) {
            if (next instanceof CountingChange.SettingsChanged changed) {
                settings = changed.settings();
            } else if (next instanceof CountingChange.Resumed resumed) {
                counter.restart(resumed.versionId());
            } else if (next instanceof CountingChange.SuspendedFor suspended) {
                turn(suspended.versionId(), suspended.participant(), counter::suspend);
            } else if (next instanceof CountingChange.ResumedFor resumed) {
                turn(resumed.versionId(), resumed.participant(), counter::resume);
            }
            next = changes.hasNext() ? changes.next() : null;
        }
    }

    /** Whoever was erased since goes by a name that nobody has any more. */
    private void turn(String versionId, String name, BiConsumer<String, String> change) {
        Optional.ofNullable(standing.apply(versionId).names().get(name))
                .ifPresent(participant -> change.accept(versionId, participant));
    }
}
