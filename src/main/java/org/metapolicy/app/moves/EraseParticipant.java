package org.metapolicy.app.moves;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.EvidenceBase;
import org.metapolicy.evidence.recording.EvidenceBases;
import org.metapolicy.governance.Approval;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Reason;
import org.metapolicy.governance.erasure.FamilyTexts;
import org.metapolicy.governance.erasure.Holdings;
import org.metapolicy.governance.erasure.PersonalData;
import org.metapolicy.governance.erasure.Redaction;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceAction;

/**
 * Forgets a participant (specification, section 7.8): what is kept of them goes, the sums that it entered stay as a base that
 * recounts start from, and where texts named them a pseudonym stands that nothing ties to the id. All or nothing, while every
 * refresh and move waits: the settings are held exclusively, then the families in order of their ids.
 */
public final class EraseParticipant {
    /** What an erasure looks at beside what every move does. */
    public record Memory(PersonalData data, FamilyTexts texts, CountedEvidence counted, EvidenceBases bases) {}

    private final GovernanceSession session;
    private final Memory memory;
    private final Supplier<String> newPseudonym;

    /** @param newPseudonym makes random texts that nobody can make again */
    public EraseParticipant(GovernanceSession session, Memory memory, Supplier<String> newPseudonym) {
        this.session = session;
        this.memory = memory;
        this.newPseudonym = newPseudonym;
    }

    /**
     * Erases what is kept of a participant; of one of whom nothing is kept, nothing happens.
     *
     * @throws InvalidInput if the reason, or the evidence given, names the participant, which the trail would keep
     */
    public Erased run(Erasure whom, String reason) {
        Reason.require(reason);
        session.registry().lockGraphApprovers();
        session.requireUnbroken(Chain.SETTINGS);
        Approval.ofGraph(session.graphApprovers()).require("erase", session.caller());
        SortedMap<String, FamilyState> families = new TreeMap<>();
        memory.data()
                .families()
                .forEach(id -> families.put(id, session.registry().lock(id, List.of())));
        PersonalData.Person person = memory.data().find(whom.participantId());
        Holdings held = person.holdings();
        Redaction names = Redaction.of(whom.participantId(), held.ids(), newPseudonym.get());
        requireUnnamed(reason, "reason", names);
        requireUnnamed(session.given().beside(EventEvidence.none()).json(), "evidence", names);
        List<String> notes = new ArrayList<>();
        Map<String, EvidenceBase> bases = new TreeMap<>();
        CarriedOver carriedOver = new CarriedOver(memory.counted(), names, notes);
        for (String id : families.keySet()) {
            memory.counted().totals(id).clusters().stream()
                    .filter(names::leaves)
                    .forEach(context -> notes.add("of meta-policy '" + id + "' context '" + context
                            + "' keeps its name, which is told from no other word"));
            if (held.of(id).entered() || memory.texts().statesName(id, names)) {
                bases.put(id, carriedOver.base(id, held.of(id)));
            }
        }
        SortedMap<String, List<String>> suspensions = person.suspensions();
        PersonalData.Mentions mentions = person.remove(names);
        if (mentions.left() > 0) {
            notes.add(mentions.left()
                    + " things that were recorded of others have the id in an id, of theirs, of an intervention or a version:"
                    + " these stay");
        }
        ForgottenTexts texts = new ForgottenTexts(session, memory.texts(), names);
        List<String> told = new ArrayList<>();
        families.forEach((id, family) -> {
            Optional<EvidenceBase> base = Optional.ofNullable(bases.get(id));
            base.ifPresent(carried -> memory.bases().save(id, carried));
            ForgottenTexts.Found found = texts.find(Chain.of(id));
            FamilyState now = texts.replace(family);
            Optional<Change> roster = texts.dropped(now, whom.participantId());
            boolean concerned = base.isPresent()
                    || roster.isPresent()
                    || !found.isEmpty()
                    || held.families().containsKey(id)
                    || suspensions.containsKey(id)
                    || texts.changed(id);
            if (concerned) {
                new ChainSample(session.trail(), Chain.of(id))
                        .broken()
                        .ifPresent(problem -> notes.add("the trail of meta-policy '" + id
                                + "' did not hold before, and was added to all the same: " + problem));
                EventEvidence erased = found.evidence(held.of(id));
                EventEvidence evidence =
                        suspensions.containsKey(id) ? erased.with(EventEvidence.LIFTED, suspensions.get(id)) : erased;
                session.record(
                        now,
                        GovernanceAction.PARTICIPANT_ERASED,
                        roster.orElse(Change.none(now.defaultId())),
                        session.caller().person(),
                        reason,
                        base.map(carried -> evidence.with(
                                        "base", Map.of("counted", carried.counted(), "sha256", carried.digest())))
                                .orElse(evidence));
                texts.redact(found);
                told.add(id);
            }
        });
        ForgottenTexts.Found found = texts.find(Chain.SETTINGS);
        if (!told.isEmpty()
                || !found.isEmpty()
                || mentions.replaced() > 0
                || !held.kept().equals(Holdings.NOTHING)) {
            session.record(
                    Chain.SETTINGS,
                    0,
                    GovernanceAction.PARTICIPANT_ERASED,
                    Change.none(null),
                    session.caller().person(),
                    reason,
                    found.evidence(held.kept()));
            texts.redact(found);
        } else {
            notes.add("nothing is kept of this participant");
        }
        return new Erased(
                held.kept(),
                texts.events(),
                texts.nodes() + mentions.replaced(),
                told,
                held.application(),
                String.join("; ", notes));
    }

    private static void requireUnnamed(String text, String what, Redaction names) {
        if (names.meets(text)) {
            throw new InvalidInput(what + " names the participant, or something of theirs: say it without, since the"
                    + " trail keeps it");
        }
    }
}
