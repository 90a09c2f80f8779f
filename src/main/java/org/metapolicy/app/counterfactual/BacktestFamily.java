package org.metapolicy.app.counterfactual;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.metapolicy.app.decide.Remade;
import org.metapolicy.backtest.Backtest;
import org.metapolicy.backtest.Turn;
import org.metapolicy.counterfactual.EvaluationOptions;
import org.metapolicy.counterfactual.LoggedDecisions;
import org.metapolicy.governance.Reports;
import org.metapolicy.governance.VersionOverview;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.selection.Adjustments;
import org.metapolicy.selection.replay.ReplayOptions;

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
     * @param other settings under which its decisions are made again too
     * @throws NotFound if there is no such family
     * @throws InvalidInput if these settings do not go together with those then in force
     */
    public List<Backtest.Row> run(String metaPolicyId, EvaluationOptions options, Optional<ReplayOptions> other) {
        Identifier.require("meta-policy id", metaPolicyId);
        Instant now = clock.instant();
        List<String> versions = reports.versions(metaPolicyId).stream()
                .map(VersionOverview::versionId)
                .filter(Objects::nonNull)
                .toList();
        return versions.isEmpty()
                ? List.of()
                : Backtest.of(decisions.of(metaPolicyId), turns(metaPolicyId, other), versions, options, now);
    }

    private Map<String, Turn> turns(String metaPolicyId, Optional<ReplayOptions> other) {
        return Turns.of(
                adjustments.between(metaPolicyId, null, null),
                recorded ->
                        other.flatMap(options -> Remade.of(recorded, options).decision()));
    }
}
