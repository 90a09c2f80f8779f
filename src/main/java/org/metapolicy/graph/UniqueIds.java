package org.metapolicy.graph;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.schema.ConstraintDefinition;
import org.neo4j.graphdb.schema.ConstraintType;

/**
 * The constraints of {@code migrations/V001} that keep ids unique. Without them of two deliveries at once each would make its
 * node, so nothing new is made without them. What stands can still be moved: whoever stops a version needs no schema.
 */
public final class UniqueIds {
    private static final Set<ConstraintType> ONE_OF_AN_ID =
            EnumSet.of(ConstraintType.UNIQUENESS, ConstraintType.NODE_KEY);

    private UniqueIds() {}

    /**
     * Looks into the schema that the database holds in memory.
     *
     * @throws Conflict if nothing keeps the ids of this label unique
     */
    public static void require(Transaction tx, Labels label) {
        for (ConstraintDefinition constraint : tx.schema().getConstraints(label)) {
            if (ONE_OF_AN_ID.contains(constraint.getConstraintType())
                    && List.of(Schema.ID).equals(constraint.getPropertyKeys())) {
                return;
            }
        }
        throw new Conflict(
                "nothing keeps the ids of " + label.name() + " nodes unique in this database, and what is told twice"
                        + " would stand twice: its migrations are missing; apply migrations/V001__Ids_are_unique.cypher and those"
                        + " after it, in order, or all of them by mvn -DskipTests package exec:exec@migrate");
    }
}
