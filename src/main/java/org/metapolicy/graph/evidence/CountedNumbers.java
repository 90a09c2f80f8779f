package org.metapolicy.graph.evidence;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Whether a number that stands on an outcome or episode is one that counting gave it. */
final class CountedNumbers {
    private final Transaction tx;
    private final Map<String, Optional<Node>> families = new HashMap<>();

    CountedNumbers(Transaction tx) {
        this.tx = tx;
    }

    /** The family for which the node says that it was counted; empty where it says none that there is. */
    Optional<Node> family(Node evidence) {
        return Marks.isNumbered(evidence)
                ? families.computeIfAbsent(Marks.versionId(evidence), this::familyOf)
                : Optional.empty();
    }

    private Optional<Node> familyOf(String versionId) {
        try (ResourceIterator<Node> versions = tx.findNodes(Labels.PolicyVersion, Schema.ID, versionId)) {
            return versions.stream()
                    .flatMap(version -> GovernedNodes.starts(version, Types.HAS_VERSION, Labels.MetaPolicy).stream())
                    .filter(family ->
                            !GovernedNodes.ends(family, Types.HAS_EVIDENCE).isEmpty())
                    .findFirst();
        }
    }

    /** Whether its family has counted so far; what says more was not written by counting. */
    boolean isGiven(Node evidence) {
        return family(evidence)
                .filter(family -> Marks.number(evidence)
                        <= GovernedNodes.integer(
                                GovernedNodes.ends(family, Types.HAS_EVIDENCE).get(0), Schema.FamilyCount.COUNTED))
                .isPresent();
    }

    /** The same, and no other node of the label has the number: then it is no copy of what was counted. */
    boolean isOwn(Node evidence, Labels label) {
        if (!isGiven(evidence)) {
            return false;
        }
        Optional<Node> family = family(evidence);
        try (ResourceIterator<Node> same = tx.findNodes(label, Schema.Outcome.COUNTED_NUMBER, Marks.number(evidence))) {
            return same.stream()
                    .noneMatch(other -> !other.equals(evidence) && family(other).equals(family));
        }
    }
}
