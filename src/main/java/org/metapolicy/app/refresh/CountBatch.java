package org.metapolicy.app.refresh;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.evidence.CountingTransaction;
import org.metapolicy.evidence.CountingTransaction.SavedVersion;
import org.metapolicy.evidence.FamilyCounter;
import org.metapolicy.evidence.OpenStatus;
import org.metapolicy.evidence.Piece;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.SnapshotProperties;
import org.metapolicy.evidence.WrittenOutcome;
import org.metapolicy.evidence.differences.DifferenceCounter;
import org.metapolicy.evidence.people.PeopleAlarms;
import org.metapolicy.evidence.people.PeopleCounter;
import org.metapolicy.evidence.people.PeoplePlaces;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.trust.people.PersonAlarm;

/** One transaction of a refresh: counts a batch of a family's evidence, judges its versions, acts, and saves. */
final class CountBatch {
    private final CountingTransaction transaction;
    private final FamilyGovernor governor;
    private final Instant now;
    private final FamilyCounter counter;
    private final PeopleCounter people;
    private final DifferenceCounter differences;

    CountBatch(CountingTransaction transaction, FamilyGovernor governor, Instant now) {
        this.transaction = transaction;
        this.governor = governor;
        this.now = now;
        this.counter = new FamilyCounter(
                transaction.settings(),
                transaction.clusters(),
                transaction.counted(),
                id -> RunningStates.of(id, transaction.states(id)));
        this.differences = new DifferenceCounter(
                RunningDifferences.goOn(transaction.differences().read(), transaction.counted()));
        this.people = new PeopleCounter(transaction.people()::find, PeoplePlaces.after(transaction.people()::met));
    }

    /**
     * Counts what is given, in its order.
     *
     * @param held versions of which a batch before met a status that was not known: those behind it wait
     * @param last whether it is the refresh's last
     */
    Counted count(List<Piece> pieces, Set<String> held, boolean last) {
        counter.hold(held);
        pieces.forEach(piece -> {
            if (piece instanceof Piece.OfStatus status
                    && !counter.isHeld(status.place().versionId())) {
                transaction.take(status.place(), now).ifPresent(this::count);
            } else if (piece instanceof Piece.OfOutcome outcome
                    && (outcome.versionId() == null || !counter.isHeld(outcome.versionId()))) {
                transaction.take(outcome.arrival()).ifPresent(this::count);
            }
        });
        return new Counted(close(last), counter.held());
    }

    /**
     * What a batch did.
     *
     * @param held versions of which a status was not known
     */
    record Counted(List<RefreshedVersion> rows, Set<String> held) {}

    private void count(WrittenOutcome outcome) {
        FamilyCounter.Result result = counter.count(outcome);
        if (result instanceof FamilyCounter.Result.Valid valid) {
            transaction.markCounted(outcome, valid.counted());
            people.outcome(
                    outcome.episode().versionId(),
                    outcome.episode().participant().orElse(null),
                    valid.observation(),
                    transaction.settings());
            differences.outcome(
                    valid.counted().number(),
                    outcome.episode().versionId(),
                    valid.observation(),
                    outcome.episode().decision(),
                    valid.counted().otherCounted(),
                    transaction.settings());
        } else if (result instanceof FamilyCounter.Result.Invalid invalid) {
            transaction.markInvalid(outcome, invalid.reason());
        }
    }

    private void count(OpenStatus status) {
        counter.count(status, now).ifPresent(counted -> {
            transaction.markCounted(status, counted);
            people.status(
                    status.episode().versionId(),
                    status.episode().participant().orElse(null),
                    Boolean.TRUE.equals(status.episode().override()),
                    transaction.settings());
            differences.status(
                    counted.number(),
                    status.episode().versionId(),
                    counted.cluster().orElse(null),
                    Boolean.TRUE.equals(status.episode().override()),
                    status.episode().decision(),
                    counted.otherCounted(),
                    transaction.settings());
        });
    }

    private List<RefreshedVersion> close(boolean last) {
        governor.watched().forEach(counter::tally);
        FamilyFigures figures = FamilyFigures.of(
                counter.tallies(),
                transaction.settings(),
                transaction.clusters().contexts());
        Map<String, String> snapshots = new TreeMap<>();
        // Before the running states are saved: the database reads the list that it writes over by way of a buffer
        // that has grown to the longest text of the transaction, and goes through all of it for each.
        tabulate(figures, now);
        people.counted().forEach((id, met) -> transaction.people().save(id, met, people.met(id)));
        long events = transaction.events();
        counter.tallies().forEach((versionId, tally) -> tally.closings()
                .forEach(closing -> snapshots.put(
                        versionId, transaction.saveSnapshot(versionId, SnapshotProperties.of(closing, now)))));
        Map<String, SavedVersion> saved = new TreeMap<>();
        counter.tallies()
                .forEach((id, tally) ->
                        saved.put(id, new SavedVersion(tally.states().saved(), figures.figures(id))));
        transaction.saveVersions(saved);
        transaction.differences().save(differences.differences().text());
        Map<String, List<PersonAlarm>> named =
                PeopleAlarms.of(transaction.people(), people.counted().keySet(), transaction.settings());
        transaction.saveFamily(counter.progress(now));
        Map<String, FamilyGovernor.ActionTaken> actions = governor.act(figures.findings(
                Set.of(),
                named,
                KnownComparisons.of(counter.tallies(), differences.differences(), transaction.settings()),
                differences.differences().watches().alarms(transaction.settings()),
                last));
        List<RefreshedVersion> rows = new ArrayList<>();
        counter.tallies()
                .forEach((versionId, tally) -> rows.add(RefreshedVersion.of(
                        tally,
                        figures,
                        snapshots.get(versionId),
                        actions.getOrDefault(versionId, FamilyGovernor.ActionTaken.NONE))));
        if (transaction.events() != events) {
            // Of another name, so that what stands at a version that was stopped belongs to no table.
            tabulate(figures, now.plus(1, ChronoUnit.MICROS));
        }
        return rows;
    }

    /** What is served from now on; again where something was done, stopped and spawned versions included. */
    private void tabulate(FamilyFigures figures, Instant at) {
        Set<String> compared = governor.watched();
        compared.forEach(counter::tally);
        Tabulation tabulation = figures.tabulation(
                counter.tallies(),
                compared,
                transaction.live(),
                transaction.settings(),
                transaction.clusters().contexts());
        transaction.saveTabulation(tabulation, at);
    }
}
