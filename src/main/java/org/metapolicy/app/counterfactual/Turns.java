package org.metapolicy.app.counterfactual;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.metapolicy.backtest.Turn;
import org.metapolicy.counterfactual.running.MadeDecision;
import org.metapolicy.selection.Adjustment;
import org.metapolicy.selection.Adjustments.Recorded;
import org.metapolicy.selection.Decision;

/** A family's adjustments as ways of choosing see them. */
final class Turns {
    private Turns() {}

    /**
     * By the ids of adjustments and of their episodes; none of a damaged record, which covers nothing.
     *
     * @param again what a decision would be under other settings; empty where that is not asked or not known
     */
    static Map<String, Turn> of(List<Recorded> adjustments, Function<Recorded, Optional<Decision>> again) {
        Map<String, Turn> turns = new HashMap<>();
        for (Recorded recorded : adjustments) {
            if (recorded.damage().isEmpty()) {
                Adjustment adjustment = recorded.adjustment();
                turn(adjustment)
                        .map(turn -> again.apply(recorded)
                                .map(decision -> turn.replayed(decision.chances()))
                                .orElse(turn))
                        .ifPresent(turn -> {
                            turns.put(adjustment.id(), turn);
                            turns.put(adjustment.episodeId(), turn);
                        });
            }
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
