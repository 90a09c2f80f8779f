package org.metapolicy.graph;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.metapolicy.policy.Installations;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.schema.ConstraintDefinition;
import org.neo4j.graphdb.schema.ConstraintType;
import org.neo4j.graphdb.schema.IndexDefinition;
import org.neo4j.graphdb.schema.IndexType;

/** The database's own schema, and what APOC tells of its jobs on this server. */
public final class GraphInstallations implements Installations {
    private static final String NAME = "CYPHER 5 CALL db.info() YIELD name RETURN name";
    private static final String HAS_JOBS =
            "CYPHER 5 SHOW PROCEDURES EXECUTABLE YIELD name WHERE name = 'apoc.periodic.list' RETURN name";
    private static final String JOBS =
            "CYPHER 5 CALL apoc.periodic.list() YIELD name, done, cancelled WHERE name = $name AND NOT done AND NOT cancelled"
                    + " RETURN name";
    private static final Set<ConstraintType> ONE_OF_AN_ID =
            EnumSet.of(ConstraintType.UNIQUENESS, ConstraintType.NODE_KEY);

    private final Transaction tx;

    public GraphInstallations(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public List<String> missingMigrations() {
        Set<Migration.Kept> there = new HashSet<>();
        for (ConstraintDefinition constraint : tx.schema().getConstraints()) {
            if (ONE_OF_AN_ID.contains(constraint.getConstraintType())) {
                there.add(new Migration.Kept(constraint.getLabel().name(), keys(constraint.getPropertyKeys()), true));
            }
        }
        for (IndexDefinition index : tx.schema().getIndexes()) {
            if (index.getIndexType() == IndexType.RANGE && index.isNodeIndex()) {
                List<String> keys = keys(index.getPropertyKeys());
                index.getLabels().forEach(label -> there.add(new Migration.Kept(label.name(), keys, false)));
            }
        }
        return Migration.missing(there);
    }

    @Override
    public Schedule schedule() {
        return new Schedule(names(NAME).get(0), job());
    }

    private Job job() {
        if (names(HAS_JOBS).isEmpty()) {
            return Job.NOT_SEEN;
        }
        return names(JOBS).isEmpty() ? Job.NONE : Job.RUNS;
    }

    private List<String> names(String query) {
        List<String> names = new ArrayList<>();
        try (Result rows = tx.execute(query, Map.of("name", REFRESH_JOB))) {
            rows.forEachRemaining(row -> names.add((String) row.get("name")));
        }
        return names;
    }

    private static List<String> keys(Iterable<String> properties) {
        List<String> keys = new ArrayList<>();
        properties.forEach(keys::add);
        return keys;
    }
}
