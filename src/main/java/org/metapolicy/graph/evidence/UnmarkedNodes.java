package org.metapolicy.graph.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.metapolicy.graph.Schema.Labels;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/**
 * Finds the nodes of a label that carry no mark of counting.
 *
 * <p>Up to {@link #SMALL} nodes the label's index is compared with those of the marks: exact whatever was done to labels.
 * Beyond that the count store tells how many there must be, and the index is read downwards until so many are found; of the
 * newest twice as many are looked at all the same, at least {@link #NEWEST} and at most {@link #NEWEST_AT_MOST}, and where
 * they tell of more than the count, the whole is compared. See docs/evidence.md for what this can miss and for how long.
 */
final class UnmarkedNodes {
    /** So many nodes are compared at every look: it costs little beside a refresh that counts. */
    static final long SMALL = 100_000;

    /** So many of the newest are looked at where little came. */
    static final long NEWEST = 1_000;

    /** So many are looked at of a long backlog. */
    static final long NEWEST_AT_MOST = 10_000;

    static final UnmarkedNodes OUTCOMES = new UnmarkedNodes(Labels.PolicyOutcome, Marks.OF_OUTCOMES);
    static final UnmarkedNodes EPISODES = new UnmarkedNodes(Labels.PolicyEpisode, Marks.OF_EPISODES);

    private final Labels label;
    private final List<Labels> marks;
    private final String all;
    private final String some;
    private final String newest;

    private UnmarkedNodes(Labels label, List<Labels> marks) {
        this.label = label;
        this.marks = marks;
        String pattern = "(n:" + label.name()
                + marks.stream().map(mark -> "&!" + mark.name()).collect(Collectors.joining()) + ")";
        String unmarked =
                marks.stream().map(mark -> "NOT n:" + mark.name()).collect(Collectors.joining(" AND ", " WHERE ", ""));
        String downwards = "CYPHER 5 MATCH (n:" + label.name() + ") WITH n ORDER BY n DESC";
        this.all = "CYPHER 5 MATCH " + pattern + " RETURN n";
        this.some = downwards + unmarked + " RETURN n LIMIT $limit";
        this.newest = downwards + " LIMIT $limit" + unmarked + " RETURN n";
    }

    /** How many there are by the labels' counts alone; too few, even below 0, where marks stand astray or twice. */
    long byCounts(Transaction tx) {
        return LabelCounts.without(tx, label, marks);
    }

    boolean areFew(Transaction tx) {
        return LabelCounts.of(tx, label) <= SMALL;
    }

    /** How many there are, compared. */
    long exactly(Transaction tx) {
        long[] count = {0};
        query(tx, all, 0, node -> count[0]++);
        return count[0];
    }

    /** How many there are: exact where they are few, else as {@link #forEach} finds them. */
    long count(Transaction tx, long apart) {
        if (areFew(tx)) {
            return exactly(tx);
        }
        long count = Math.max(0, byCounts(tx) + apart);
        return Math.max(count, newest(tx, count).size());
    }

    /**
     * @param whole whether every node is looked at, however many there are
     * @param apart by how many the counts were too few when they were last compared
     */
    void forEach(Transaction tx, boolean whole, long apart, Consumer<Node> consumer) {
        if (whole || areFew(tx)) {
            query(tx, all, 0, consumer);
            return;
        }
        long count = Math.max(0, byCounts(tx) + apart);
        List<Node> found = newest(tx, count);
        if (found.size() > count) {
            query(tx, all, 0, consumer);
        } else if (found.size() == count) {
            found.forEach(consumer);
        } else {
            query(tx, some, count, consumer);
        }
    }

    /** As many as the counts tell, right after {@link #forEach} compared them with what the newest tell. */
    void forEachCounted(Transaction tx, long apart, Consumer<Node> consumer) {
        if (areFew(tx)) {
            query(tx, all, 0, consumer);
            return;
        }
        long count = byCounts(tx) + apart;
        if (count > 0) {
            query(tx, some, count, consumer);
        }
    }

    /** Those without a mark among the newest; what came is mostly there, and as much again. */
    private List<Node> newest(Transaction tx, long count) {
        List<Node> found = new ArrayList<>();
        query(tx, newest, Math.max(NEWEST, Math.min(NEWEST_AT_MOST, 2 * count)), found::add);
        return found;
    }

    private static void query(Transaction tx, String query, long limit, Consumer<Node> consumer) {
        try (Result result = tx.execute(query, Map.of("limit", limit))) {
            result.<Node>columnAs("n").forEachRemaining(consumer);
        }
    }
}
