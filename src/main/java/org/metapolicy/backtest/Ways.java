package org.metapolicy.backtest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** All ways going along a log, each from what was known by then. */
final class Ways {
    private static final int CONTEXTS_MAX = 64;
    /** How often one that leaves something to chance is asked at each decision. */
    private static final int DRAWS = 20;

    private final List<String> versions;
    private final Map<String, Integer> contexts = new HashMap<>();
    private final Map<Way, Rule> rules = new EnumMap<>(Way.class);

    /** @param newestFirst the family's versions, the one registered last first */
    Ways(List<String> newestFirst, SplittableRandom random) {
        this.versions = new ArrayList<>(newestFirst);
        rules.put(Way.THOMPSON, new Thompson(versions.size(), 1, random.split()));
        rules.put(Way.THOMPSON_BY_CONTEXT, new Thompson(versions.size(), CONTEXTS_MAX + 1, random.split()));
        rules.put(Way.UCB1, new Ucb(versions.size()));
        rules.put(Way.EPSILON_GREEDY, new Greedy(versions.size(), random.split()));
    }

    /** How likely a way would have done what; what the product did where no version was in service. */
    SortedMap<String, Double> choose(Way way, Turn turn, String context) {
        int[] among = turn.inService().keySet().stream()
                .mapToInt(versions::indexOf)
                .filter(place -> place >= 0)
                .sorted()
                .toArray();
        if (way == Way.PRODUCT || among.length == 0) {
            return ofProduct(turn);
        }
        SortedMap<String, Double> shares = new TreeMap<>();
        int standard = versions.indexOf(String.valueOf(turn.made().standard()));
        if (way == Way.UNIFORM) {
            IntStream.of(among).forEach(v -> add(shares, turn, v));
        } else if (way == Way.NEWEST) {
            add(shares, turn, among[0]);
        } else if (way == Way.UCB1) {
            add(shares, turn, rules.get(way).choose(place(context), among));
        } else if (way.learns()) {
            for (int draw = 0; draw < DRAWS; draw++) {
                add(shares, turn, rules.get(way).choose(place(context), among));
            }
        } else if (!turn.made().arms().containsKey(String.valueOf(turn.made().standard())) || standard < 0) {
            return ofProduct(turn);
        } else {
            double[] trust = versions.stream()
                    .mapToDouble(id -> turn.inService().getOrDefault(id, Double.NaN))
                    .toArray();
            add(shares, turn, way == Way.DEFAULT ? standard : ScoreRule.choose(trust, among, standard));
        }
        double times = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        shares.replaceAll((does, count) -> count / times);
        return shares;
    }

    /**
     * How likely the product would have done what under other settings; empty where that is not known, as of a version that the
     * record does not tell of.
     */
    static Optional<SortedMap<String, Double>> replayed(Turn turn) {
        if (turn.replayed() == null
                || !turn.made().arms().keySet().containsAll(turn.replayed().keySet())) {
            return Optional.empty();
        }
        return Optional.of(turn.made().likely(turn.replayed()));
    }

    /** @param reward in [-1, 1] */
    void see(Turn turn, String context, double reward) {
        int served = versions.indexOf(String.valueOf(turn.served()));
        if (served >= 0) {
            rules.values().forEach(rule -> rule.see(served, place(context), reward));
        }
    }

    private int place(String context) {
        return contexts.computeIfAbsent(context, one -> Math.min(contexts.size(), CONTEXTS_MAX));
    }

    private void add(SortedMap<String, Double> shares, Turn turn, int version) {
        shares.merge(turn.made().arms().get(versions.get(version)).does(), 1.0, Double::sum);
    }

    /** How likely what was done. */
    static SortedMap<String, Double> ofProduct(Turn turn) {
        return turn.made().likely(turn.made().chances());
    }
}
