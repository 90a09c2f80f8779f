package org.metapolicy.graph.selection;

import java.time.LocalDate;
import java.util.Map;
import org.metapolicy.graph.IndexedId;
import org.metapolicy.selection.Explorations;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/** Keeps one count per family, participant and day; MERGE under the unique key holds it for this transaction. */
public final class GraphExplorations implements Explorations {
    /** A count that somebody made something else of stays as it is: it holds the participant back. */
    private static final String CHANGE =
            "CYPHER 5 MERGE (q:ExplorationQuota {id: $id}) ON CREATE SET q.count = 0, q.meta_policy_id = $family,"
                    + " q.participant_id = $participant, q.day = $day"
                    + " SET q.count = CASE WHEN q.count IS :: INTEGER NOT NULL AND q.count >= 0 THEN q.count + $by ELSE q.count END"
                    + " RETURN q.count AS count";

    static final String COUNT = "count";

    static final String PARTICIPANT_ID = "participant_id";

    private final Transaction tx;

    public GraphExplorations(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public long count(String metaPolicyId, String participantId, LocalDate day) {
        return change(metaPolicyId, participantId, day, 0);
    }

    @Override
    public void add(String metaPolicyId, String participantId, LocalDate day) {
        change(metaPolicyId, participantId, day, 1);
    }

    private long change(String family, String participant, LocalDate day, long by) {
        String id = id(family, participant, day);
        Map<String, Object> parameters =
                Map.of("id", id, "family", family, "participant", participant, "day", day, "by", by);
        try (Result result = tx.execute(CHANGE, parameters)) {
            return result.next().get(COUNT) instanceof Long count && count >= 0 ? count : Long.MAX_VALUE;
        }
    }

    /** What a count is known by. No family's id holds a line break, and days are of one length, so no two keys read alike. */
    static String id(String family, String participant, LocalDate day) {
        return family + "\n" + IndexedId.of(participant) + "\n" + day;
    }
}
