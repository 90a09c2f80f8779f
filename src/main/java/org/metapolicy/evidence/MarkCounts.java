package org.metapolicy.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The marks that counting leaves in the graph, beside what was added up: of one family, or of all.
 *
 * @param countedByFamilies counted outcomes, as they were added up
 * @param countedInGraph outcomes that are marked as counted
 * @param invalidByFamilies outcomes that were left out
 * @param invalidInGraph outcomes marked as left out
 * @param resolvedByFamilies episodes that were resolved
 * @param resolvedInGraph episodes marked as resolved
 * @param astray marks that were put, taken away or left behind by another hand since they were last compared
 */
public record MarkCounts(
        long countedByFamilies,
        long countedInGraph,
        long invalidByFamilies,
        long invalidInGraph,
        long resolvedByFamilies,
        long resolvedInGraph,
        long astray) {
    private static final String RECOUNT =
            ": they were deleted or relabelled; refreshTrust with {mode: 'FULL'} recounts";

    /** These with what a look at the marks themselves found. */
    public MarkCounts withAstray(long found) {
        return new MarkCounts(
                countedByFamilies,
                countedInGraph,
                invalidByFamilies,
                invalidInGraph,
                resolvedByFamilies,
                resolvedInGraph,
                found);
    }

    /** What is wrong between counts and graph, and what mends it; empty where they agree. */
    public Optional<String> disagreement() {
        List<String> problems = new ArrayList<>();
        if (countedByFamilies != countedInGraph) {
            problems.add(countedByFamilies + " outcomes were counted, and " + countedInGraph
                    + " stand in the graph as counted" + RECOUNT);
        }
        if (resolvedByFamilies != resolvedInGraph) {
            problems.add(resolvedByFamilies + " episodes were resolved, and " + resolvedInGraph
                    + " stand in the graph as resolved" + RECOUNT);
        }
        if (invalidByFamilies != invalidInGraph) {
            problems.add(invalidByFamilies + " outcomes were left out, and " + invalidInGraph
                    + " stand in the graph as invalid: the next refresh looks at them again");
        }
        if (astray > 0) {
            problems.add(astray + " labels of counting were put or taken away by hand: the next refresh looks through"
                    + " all outcomes and episodes");
        }
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }
}
