package org.metapolicy.app.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.CountingTransaction;
import org.metapolicy.evidence.FamilyCounter;
import org.metapolicy.evidence.OpenOverride;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.SnapshotProperties;
import org.metapolicy.policy.Setting;

/** One transaction of a refresh: counts a batch of a family's evidence, judges its versions, acts, and saves. */
final class CountBatch {
    private final CountingTransaction transaction;
    private final FamilyGovernor governor;
    private final Instant now;
    private final FamilyCounter counter;

    CountBatch(CountingTransaction transaction, FamilyGovernor governor, Instant now) {
        this.transaction = transaction;
        this.governor = governor;
        this.now = now;
        this.counter = new FamilyCounter(
                transaction.settings(),
                transaction.clusters(),
                transaction.counted(),
                id -> RunningStates.read(transaction.states(id)));
    }

    /** Counts outcomes. */
    List<RefreshedVersion> outcomes(List<Arrival> arrivals) {
        arrivals.forEach(arrival -> transaction.take(arrival).ifPresent(outcome -> {
            FamilyCounter.Result result = counter.count(outcome);
            if (result instanceof FamilyCounter.Result.Valid valid) {
                transaction.markCounted(outcome, valid.counted());
            } else if (result instanceof FamilyCounter.Result.Invalid invalid) {
                transaction.markInvalid(outcome, invalid.reason());
            }
        }));
        return close(false);
    }

    /**
     * Counts overrides that got no outcome in time; the refresh's last transactions.
     *
     * @param most how many
     * @param rows where what was done is added
     * @return whether there may be more
     */
    boolean overrides(int most, List<RefreshedVersion> rows) {
        Duration timeout =
                Duration.ofMillis(Math.round(1000 * transaction.settings().number(Setting.OUTCOME_TIMEOUT)));
        List<OpenOverride> due = transaction.overridesBefore(now.minus(timeout), most);
        due.forEach(override -> transaction.markCounted(override, counter.count(override)));
        boolean more = due.size() == most;
        rows.addAll(close(!more));
        return more;
    }

    private List<RefreshedVersion> close(boolean last) {
        governor.watched().forEach(counter::tally);
        FamilyFigures figures = FamilyFigures.of(
                counter.tallies(),
                transaction.settings(),
                transaction.clusters().known().size());
        Map<String, String> snapshots = new TreeMap<>();
        counter.tallies().forEach((versionId, tally) -> {
            tally.closings()
                    .forEach(closing -> snapshots.put(
                            versionId, transaction.saveSnapshot(versionId, SnapshotProperties.of(closing, now))));
            transaction.saveVersion(versionId, tally.states().saved(), figures.figures(versionId));
        });
        transaction.saveFamily(counter.progress(now));
        Map<String, FamilyGovernor.ActionTaken> actions = governor.act(figures.findings(Set.of(), last));
        List<RefreshedVersion> rows = new ArrayList<>();
        counter.tallies()
                .forEach((versionId, tally) -> rows.add(RefreshedVersion.of(
                        tally,
                        figures,
                        snapshots.get(versionId),
                        actions.getOrDefault(versionId, FamilyGovernor.ActionTaken.NONE))));
        return rows;
    }
}
