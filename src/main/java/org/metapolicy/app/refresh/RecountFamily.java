package org.metapolicy.app.refresh;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metapolicy.evidence.CountingTransaction;
import org.metapolicy.evidence.CountingTransaction.SavedVersion;
import org.metapolicy.evidence.Recount;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.SnapshotProperties;
import org.metapolicy.evidence.VersionTally;
import org.metapolicy.evidence.people.PeopleAlarms;
import org.metapolicy.evidence.people.PeopleCheck;
import org.metapolicy.evidence.people.VersionPeople;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.trust.VersionEvidence;

/**
 * Counts a family's whole history anew in one transaction and puts what it finds in place of the running states. Nothing
 * changes unless the graph was changed behind counting's back, and then the rows say so (specification, section 4.6).
 */
final class RecountFamily {
    private final CountingTransaction transaction;
    private final FamilyGovernor governor;
    private final Instant now;

    RecountFamily(CountingTransaction transaction, FamilyGovernor governor, Instant now) {
        this.transaction = transaction;
        this.governor = governor;
        this.now = now;
    }

    List<RefreshedVersion> run() {
        Recount recount = transaction.recount();
        // Of a version whose node was deleted the trail still tells: nothing of it stands that could be corrected.
        Map<String, VersionTally> tallies = new TreeMap<>();
        transaction.versions().forEach(id -> tallies.put(id, recount.tally(id)));
        FamilyFigures figures = FamilyFigures.of(tallies, transaction.settings(), recount.contexts());
        Map<String, String> findings = new TreeMap<>();
        Set<String> corrected = new TreeSet<>();
        Set<String> limitsStood = new TreeSet<>();
        Map<String, SavedVersion> saved = new TreeMap<>();
        tallies.forEach((versionId, tally) -> {
            SavedStates states = tally.states().saved();
            // A state without evidence may stand as an empty text.
            SavedStates before = transaction.states(versionId);
            Optional<VersionEvidence> stored = readable(before).map(RunningStates::live);
            boolean carriedOver = stored.filter(VersionEvidence::isCarriedOver).isPresent();
            if (stored.filter(one -> one.baseline().equals(tally.evidence().baseline()))
                    .isPresent()) {
                limitsStood.add(versionId);
            }
            VersionPeople people = recount.people(versionId);
            boolean same = stored.isPresent()
                    && RunningStates.comparable(states, before).equals(RunningStates.comparable(before, before))
                    && (carriedOver
                            || PeopleCheck.problem(transaction.people().ofVersion(versionId), people)
                                    .isEmpty());
            findings.put(versionId, finding(same, recount.overridesEdited()));
            if (!same) {
                corrected.add(versionId);
                // Lost evidence closed no windows: what these would have left behind is made up for; what stands,
                // stands.
                tally.closings()
                        .forEach(closing -> transaction.saveSnapshot(versionId, SnapshotProperties.of(closing, now)));
            }
            saved.put(versionId, new SavedVersion(states, figures.figures(versionId)));
            transaction.people().forgetVersion(versionId);
            transaction.people().save(versionId, people.histories(), people.met());
        });
        transaction.saveVersions(saved);
        transaction.differences().save(recount.differences().text());
        transaction.saveTotals(recount.totals(), now);
        Map<String, FamilyGovernor.ActionTaken> actions = governor.act(figures.findings(
                        corrected,
                        PeopleAlarms.of(transaction.people(), tallies.keySet(), transaction.settings()),
                        KnownComparisons.of(tallies, recount.differences(), transaction.settings()),
                        recount.differences().watches().alarms(transaction.settings()),
                        true)
                .withoutLimitsOf(limitsStood));
        List<RefreshedVersion> rows = tallies.entrySet().stream()
                .map(version -> RefreshedVersion.recounted(
                        version.getValue(),
                        figures,
                        actions.getOrDefault(version.getKey(), FamilyGovernor.ActionTaken.NONE),
                        findings.get(version.getKey())))
                .toList();
        Set<String> compared = governor.watched();
        compared.forEach(id -> tallies.put(id, recount.tally(id)));
        Tabulation tabulation =
                figures.tabulation(tallies, compared, transaction.live(), transaction.settings(), recount.contexts());
        transaction.saveTabulation(tabulation, now);
        return rows;
    }

    /** Whether no running state of the family is damaged, so that what is new can be counted on top of them. */
    static boolean isReadable(CountingTransaction transaction) {
        return transaction.versions().stream()
                .allMatch(id -> readable(transaction.states(id)).isPresent());
    }

    /** Empty where they are damaged: what cannot be read is no reason not to count it anew, but one to do it. */
    private static Optional<RunningStates> readable(SavedStates saved) {
        try {
            return Optional.of(RunningStates.read(saved));
        } catch (Conflict damaged) {
            return Optional.empty();
        }
    }

    private static String finding(boolean same, long overridesEdited) {
        String finding = same ? "the recount agrees" : "the recount corrected its figures";
        return overridesEdited == 0
                ? finding
                : finding + "; human_override of " + overridesEdited
                        + " episodes of the family was edited after it was counted, and stays as counted";
    }
}
