package org.metapolicy.graph.evidence;

import java.time.Instant;
import org.metapolicy.evidence.MarkCounts;
import org.metapolicy.graph.BaseKeys;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/**
 * By how many nodes the marks of counting and the figures of families are apart; all 0 where nobody but counting touches
 * them.
 *
 * @param counted outcomes marked as counted beyond those that the families counted
 * @param invalid the same of those left out
 * @param resolved the same of resolved episodes
 * @param outcomes unmarked outcomes beyond what the counts of labels tell
 * @param episodes the same of episodes
 * @param links HAS_OUTCOME and EVALUATED_IN that lead to what is no outcome, or no episode
 */
record Apart(long counted, long invalid, long resolved, long outcomes, long episodes, long links) {
    static final Apart NOTHING = new Apart(0, 0, 0, 0, 0, 0);

    /** As it stands; what is dear to compare, and was lately, is taken from the last check. */
    static Apart of(Transaction tx, CountingCheck last, Instant now) {
        long links = LabelCounts.astray(tx, Types.HAS_OUTCOME, Labels.PolicyOutcome)
                + LabelCounts.astray(tx, Types.EVALUATED_IN, Labels.PolicyEpisode);
        // An outcome that lost its label keeps its links: so the count of these tells at once when to compare.
        boolean due = last.isOld(now) || links != last.apart().links();
        MarkCounts marks = marks(tx);
        return new Apart(
                marks.countedInGraph() - marks.countedByFamilies(),
                marks.invalidInGraph() - marks.invalidByFamilies(),
                marks.resolvedInGraph() - marks.resolvedByFamilies(),
                apart(tx, UnmarkedNodes.OUTCOMES, due, last.apart().outcomes()),
                apart(tx, UnmarkedNodes.EPISODES, due, last.apart().episodes()),
                links);
    }

    /** Whether this tells of marks that were changed since the other; links alone may be of another's model. */
    boolean differs(Apart other) {
        return counted != other.counted
                || invalid != other.invalid
                || resolved != other.resolved
                || unmarkedDiffer(other) > 0;
    }

    /** By how many unmarked nodes the two differ. */
    long unmarkedDiffer(Apart other) {
        return Math.abs(outcomes - other.outcomes) + Math.abs(episodes - other.episodes);
    }

    private static long apart(Transaction tx, UnmarkedNodes nodes, boolean due, long before) {
        if (!due && !nodes.areFew(tx)) {
            return before;
        }
        // What others commit meanwhile must make it too many, never too few: then only a search is longer.
        long least = nodes.byCounts(tx);
        long exactly = nodes.exactly(tx);
        return exactly - Math.min(least, nodes.byCounts(tx));
    }

    static MarkCounts marks(Transaction tx) {
        long counted = 0;
        long invalid = 0;
        long resolved = 0;
        try (ResourceIterator<Node> families = tx.findNodes(Labels.FamilyEvidence)) {
            while (families.hasNext()) {
                Node family = families.next();
                counted += GovernedNodes.integer(family, Schema.FamilyCount.OUTCOMES)
                        - GraphEvidenceBases.erased(family, BaseKeys.ERASED_OUTCOMES);
                invalid += GovernedNodes.integer(family, Schema.FamilyCount.INVALID);
                resolved += GovernedNodes.integer(family, Schema.FamilyCount.RESOLVED)
                        - GraphEvidenceBases.erased(family, BaseKeys.ERASED_RESOLVED);
            }
        }
        return new MarkCounts(
                counted,
                LabelCounts.of(tx, Labels.CountedOutcome),
                invalid,
                LabelCounts.of(tx, Labels.InvalidOutcome),
                resolved,
                LabelCounts.of(tx, Labels.ResolvedEpisode),
                0);
    }
}
