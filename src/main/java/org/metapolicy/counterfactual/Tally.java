package org.metapolicy.counterfactual;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.metapolicy.counterfactual.LoggedDecision.Missing;

/** How many decisions were asked about, and what was wrong with which of them. */
final class Tally {
    private final Map<Uncovered, Long> uncovered = new EnumMap<>(Uncovered.class);
    private final Map<Uncovered, String> examples = new EnumMap<>(Uncovered.class);
    private final Map<Missing, Long> missing = new EnumMap<>(Missing.class);
    private long n;
    private long covered;
    private long modelled;
    private long apart;

    void take(LoggedDecision decision) {
        n++;
        if (decision.contrast() != null) {
            modelled++;
            apart += decision.agrees() ? 0 : 1;
        }
        if (decision.uncovered() == null) {
            covered++;
        } else {
            uncovered.merge(decision.uncovered(), 1L, Long::sum);
            examples.putIfAbsent(decision.uncovered(), decision.words());
        }
    }

    void takeWithout(Missing why) {
        missing.merge(why, 1L, Long::sum);
    }

    /** Decisions with an outcome. */
    long n() {
        return n;
    }

    /** Those at which the two that are compared would not have done the same, as far as it is known. */
    long apart() {
        return apart;
    }

    double coverage() {
        return n == 0 ? 0 : (double) covered / n;
    }

    /** The share of which it is known what would have been done. */
    double modelled() {
        return n == 0 ? 0 : (double) modelled / n;
    }

    /** What was left out and what is not covered, a sentence each; empty where nothing was. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        uncovered.forEach((why, count) ->
                words.add(count + " not covered: " + why.words() + " (first " + examples.get(why) + ")"));
        missing.forEach((why, count) -> words.add(count + " left out: " + why.words()));
        if (!missing.isEmpty()) {
            words.add("ends and verdict hold whether these earn the least or the most");
        }
        return words;
    }
}
