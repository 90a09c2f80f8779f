package org.metapolicy.backtest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.metapolicy.counterfactual.DecisionContexts;
import org.metapolicy.counterfactual.LoggedDecisions.DecisionLog;
import org.metapolicy.counterfactual.StoredDecision;
import org.metapolicy.counterfactual.StoredDecision.StoredChoice;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * A family's log with what each way would have done, by its key, in place of what versions would. What a person overrode is a
 * decision like any other: what is asked is what comes of choices among people who overrule some.
 */
final class BacktestLog implements DecisionLog {
    private static final long SEED = 1;

    private final DecisionLog log;
    private final Map<String, Turn> turns;
    private final List<String> newestFirst;
    private final DecisionContexts contexts;
    private final List<Way> asked;

    /**
     * @param turns by the id of the episode, or of the adjustment where nobody acted
     * @param newestFirst the family's versions
     * @param asked the ways that are followed
     */
    BacktestLog(DecisionLog log, Map<String, Turn> turns, List<String> newestFirst, List<Way> asked) {
        this.log = log;
        this.turns = turns;
        this.newestFirst = newestFirst;
        this.contexts = new DecisionContexts(log.centroids());
        this.asked = List.copyOf(asked);
    }

    @Override
    public String familyId() {
        return log.familyId();
    }

    @Override
    public Settings settings() {
        return log.settings();
    }

    @Override
    public List<double[]> centroids() {
        return log.centroids();
    }

    @Override
    public void forEach(List<String> judged, Consumer<StoredDecision> reader) {
        Ways ways = new Ways(newestFirst, new SplittableRandom(SEED));
        log.forEach(List.of(), stored -> {
            Turn turn = turns.get(stored.id());
            reader.accept(turn == null ? stored : chosen(ways, stored, turn));
            if (turn != null && isSeen(stored)) {
                ways.see(turn, context(stored), onScale(((Number) stored.reward()).doubleValue()));
            }
        });
    }

    private StoredDecision chosen(Ways ways, StoredDecision stored, Turn turn) {
        Map<String, List<StoredChoice>> choices = new HashMap<>();
        for (Way way : asked) {
            Optional<SortedMap<String, Double>> shares =
                    way == Way.REPLAYED ? Ways.replayed(turn) : Optional.of(ways.choose(way, turn, context(stored)));
            shares.ifPresent(known -> choices.put(
                    way.key(),
                    List.of(new StoredChoice(new ArrayList<>(known.keySet()), new ArrayList<>(known.values())))));
        }
        return new StoredDecision(
                stored.id(),
                stored.at(),
                stored.cluster(),
                stored.hash(),
                stored.context(),
                turn.made().done(),
                turn.made().propensity(),
                null,
                stored.hasOutcome(),
                stored.reward(),
                stored.versions(),
                choices,
                Ways.ofProduct(turn));
    }

    /** All decisions of which nothing tells their context are of one. */
    private String context(StoredDecision stored) {
        return contexts.of(stored).orElse("");
    }

    /** An overridden decision's reward is not its version's own. */
    private boolean isSeen(StoredDecision stored) {
        return (stored.override() == null || Boolean.FALSE.equals(stored.override()))
                && stored.hasOutcome()
                && stored.reward() instanceof Number reward
                && reward.doubleValue() >= settings().number(Setting.REWARD_LOW)
                && reward.doubleValue() <= settings().number(Setting.REWARD_HIGH);
    }

    private double onScale(double reward) {
        double low = settings().number(Setting.REWARD_LOW);
        return 2 * (reward - low) / (settings().number(Setting.REWARD_HIGH) - low) - 1;
    }
}
