package org.metapolicy.app.counterfactual;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.metapolicy.backtest.Backtest;
import org.metapolicy.backtest.Turn;
import org.metapolicy.counterfactual.EvaluationOptions;
import org.metapolicy.counterfactual.LoggedDecisions;
import org.metapolicy.counterfactual.running.MadeDecision;
import org.metapolicy.governance.Reports;
import org.metapolicy.governance.VersionOverview;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.selection.Adjustment;
import org.metapolicy.selection.Adjustments;

/** What a family earned beside what other ways of choosing between its versions would have. */
public final class BacktestFamily {
    private final LoggedDecisions decisions;
    private final Adjustments adjustments;
    private final Reports reports;
    private final Clock clock;

    public BacktestFamily(LoggedDecisions decisions, Adjustments adjustments, Reports reports, Clock clock) {
        this.decisions = decisions;
        this.adjustments = adjustments;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * A row for each way, the product first; none of a family without versions.
     *
     * @throws NotFound if there is no such family
     */
    public List<Backtest.Row> run(String metaPolicyId, EvaluationOptions options) {
        Instant now = clock.instant();
        List<String> versions = reports.versions(metaPolicyId).stream()
                .map(VersionOverview::versionId)
                .filter(Objects::nonNull)
                .toList();
        return versions.isEmpty()
                ? List.of()
                : Backtest.of(decisions.familyOf(versions.get(0)), turns(metaPolicyId), versions, options, now);
    }

    private Map<String, Turn> turns(String metaPolicyId) {
        Map<String, Turn> turns = new HashMap<>();
        for (Adjustment adjustment : adjustments.between(metaPolicyId, null, null)) {
            turn(adjustment).ifPresent(turn -> {
                turns.put(adjustment.id(), turn);
                turns.put(adjustment.episodeId(), turn);
            });
        }
        return turns;
    }

    private static Optional<Turn> turn(Adjustment adjustment) {
        return MadeDecision.read(
                        adjustment.time(),
                        adjustment.considered(),
                        adjustment.choices().interventions(),
                        adjustment.versionId(),
                        adjustment.interventionId(),
                        adjustment.propensity())
                .map(made -> Turn.of(made, adjustment.versionId(), adjustment.considered()));
    }
}
