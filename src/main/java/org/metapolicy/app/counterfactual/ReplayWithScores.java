package org.metapolicy.app.counterfactual;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.app.decide.ReplayDecisions;
import org.metapolicy.app.decide.ReplayDecisions.Replayed;
import org.metapolicy.backtest.Backtest;
import org.metapolicy.backtest.Backtest.Score;
import org.metapolicy.counterfactual.EvaluationOptions;
import org.metapolicy.counterfactual.LoggedDecisions;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.selection.Adjustment;
import org.metapolicy.selection.Adjustments;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.replay.ReplayOptions;

/** Makes a family's past decisions again under other settings, and says of each what would have come of it. */
public final class ReplayWithScores {
    /** @param score empty where it was not asked for */
    public record Scored(Replayed replayed, Optional<Score> score) {}

    private final ReplayDecisions replay;
    private final LoggedDecisions decisions;
    private final Adjustments adjustments;
    private final Clock clock;

    public ReplayWithScores(ReplayDecisions replay, LoggedDecisions decisions, Adjustments adjustments, Clock clock) {
        this.replay = replay;
        this.decisions = decisions;
        this.adjustments = adjustments;
        this.clock = clock;
    }

    /**
     * The decisions in order of time. Scores rest on a model of all the family's outcomes, of whatever time.
     *
     * @param scored whether scores are asked for, which take two passes over the family's log
     * @throws NotFound if there is no such family
     * @throws InvalidInput if the settings do not go together with those then in force
     */
    public List<Scored> run(String metaPolicyId, ReplayOptions other, EvaluationOptions options, boolean scored) {
        List<Replayed> replayed = replay.run(metaPolicyId, other);
        if (!scored || replayed.isEmpty()) {
            return replayed.stream()
                    .map(one -> new Scored(one, Optional.empty()))
                    .toList();
        }
        Map<String, Score> scores = scores(metaPolicyId, replayed, options);
        return replayed.stream()
                .map(one -> new Scored(one, Optional.of(score(one.before(), scores))))
                .toList();
    }

    private Map<String, Score> scores(String metaPolicyId, List<Replayed> replayed, EvaluationOptions options) {
        Map<String, Decision> again = new HashMap<>();
        replayed.stream()
                .filter(one -> one.after() != null)
                .forEach(one -> again.put(one.before().id(), one.after()));
        return Backtest.scores(
                decisions.of(metaPolicyId),
                Turns.of(
                        adjustments.between(metaPolicyId, null, null),
                        recorded -> Optional.ofNullable(
                                again.get(recorded.adjustment().id()))),
                options,
                clock.instant());
    }

    private static Score score(Adjustment before, Map<String, Score> scores) {
        return Optional.ofNullable(scores.get(before.episodeId()))
                .or(() -> Optional.ofNullable(scores.get(before.id())))
                .orElse(Score.none());
    }
}
