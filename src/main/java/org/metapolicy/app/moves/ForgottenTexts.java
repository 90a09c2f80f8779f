package org.metapolicy.app.moves;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.erasure.EventTexts;
import org.metapolicy.governance.erasure.FamilyTexts;
import org.metapolicy.governance.erasure.Holdings;
import org.metapolicy.governance.erasure.Redaction;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.RedactedEvent;

/** Texts of families and their trails that named somebody: pseudonyms stand there afterwards, and the trail holds. */
final class ForgottenTexts {
    private final GovernanceSession session;
    private final FamilyTexts texts;
    private final Redaction names;
    private final SortedMap<String, Long> nodes = new TreeMap<>();
    private long events;

    ForgottenTexts(GovernanceSession session, FamilyTexts texts, Redaction names) {
        this.session = session;
        this.texts = texts;
        this.names = names;
    }

    /**
     * What a chain's events say of somebody.
     *
     * @param texts by seq and property key, with pseudonyms
     * @param redacted what those events will be that hold; one that was edited before goes on telling so
     */
    record Found(
            Chain chain,
            SortedMap<Long, Map<String, String>> texts,
            SortedMap<Long, RedactedEvent> redacted,
            String stem) {
        boolean isEmpty() {
            return texts.isEmpty();
        }

        /** What the event of the erasure keeps. */
        EventEvidence evidence(Holdings.Kept kept) {
            EventEvidence evidence = EventEvidence.of("erased", kept.asMap()).with("pseudonym", stem);
            return redacted.isEmpty()
                    ? evidence
                    : evidence.with(
                            RedactedEvent.LIST,
                            redacted.values().stream().map(RedactedEvent::asMap).toList());
        }
    }

    Found find(Chain chain) {
        Found found = new Found(chain, new TreeMap<>(), new TreeMap<>(), names.stem());
        session.trail().events(chain).forEach(event -> {
            Map<String, String> replaced = EventTexts.replaced(event, names);
            if (!replaced.isEmpty()) {
                found.texts.put(event.seq(), replaced);
                if (event.holds()) {
                    found.redacted.put(event.seq(), RedactedEvent.of(event, replaced));
                }
            }
        });
        return found;
    }

    /** Call it after the chain got the event that says so. */
    void redact(Found found) {
        long by = session.trail().head(found.chain).seq();
        found.texts.forEach((seq, replaced) ->
                session.trail().redact(found.chain, seq, replaced, found.redacted.containsKey(seq) ? (Long) by : null));
        events += found.texts.size();
    }

    /** Replaces what the family, its versions, snapshots and proposals say; gives it as it stands then. */
    FamilyState replace(FamilyState family) {
        long changed = texts.replace(family.id(), names);
        FamilyProperties governed = EventTexts.replaced(family.governed(), names);
        if (!governed.equals(family.governed())) {
            session.registry().writeFamily(family.id(), governed);
            changed++;
        }
        nodes.put(family.id(), changed);
        return session.registry().read(family.id());
    }

    boolean changed(String familyId) {
        return nodes.get(familyId) > 0;
    }

    /** Takes the participant out of those whom the family runs on; it stays limited where nobody is left. */
    Optional<Change> dropped(FamilyState family, String participantId) {
        return session.rosters().drop(family.id(), participantId).map(left -> {
            FamilyProperties after = family.governed().with(FamilyProperties.RUNS_ON, left.limited());
            session.registry().writeFamily(family.id(), after);
            return Change.none(family.defaultId()).ofSettings(family.governed().json(), after.json());
        });
    }

    /** How many events were redacted. */
    long events() {
        return events;
    }

    /** How many other nodes were. */
    long nodes() {
        return nodes.values().stream().mapToLong(Long::longValue).sum();
    }
}
