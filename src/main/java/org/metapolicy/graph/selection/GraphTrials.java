package org.metapolicy.graph.selection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.graph.Instants;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.noetic.MetaContextReport;
import org.metapolicy.noetic.SegmentReading;
import org.metapolicy.noetic.TrialReading;
import org.metapolicy.noetic.Trials;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/**
 * Reads trials by the core API. How groups' trials, participants and groups hang together is the application's matter, so
 * these are found by label over any relationship type; sessions, segments and states over those of docs/properties.md.
 */
public final class GraphTrials implements Trials {
    private static final String POTENCY = "potency";

    private final Transaction tx;

    public GraphTrials(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public Optional<TrialReading> find(String trialId) {
        return Optional.ofNullable(node(trialId)).map(trial -> reading(trial, trialId, true));
    }

    @Override
    public Optional<TrialReading> hold(String trialId) {
        Node trial = node(trialId);
        if (trial != null) {
            tx.acquireWriteLock(trial);
        }
        // A step has no use for the session's other trials, which may be many.
        return Optional.ofNullable(trial).map(held -> reading(held, trialId, false));
    }

    private Node node(String trialId) {
        Node trial = Readings.byId(tx, Labels.Trial, trialId);
        return trial != null ? trial : Readings.byId(tx, Labels.GroupTrial, trialId);
    }

    private TrialReading reading(Node trial, String id, boolean withSession) {
        boolean group = trial.hasLabel(Labels.GroupTrial);
        List<TrialReading> aligned = group
                ? neighbours(trial, Labels.Trial).stream()
                        .map(one -> reading(one, Readings.text(one, Schema.ID), withSession))
                        .toList()
                : List.of();
        Node session = neighbour(trial, Labels.Session);
        Node groupNode = neighbour(trial, Labels.Group);
        List<SegmentReading> segments = new ArrayList<>();
        segmentsOf(trial).forEach(segment -> segments.add(segment(segment, group, id + "-" + segments.size())));
        if (group && groupNode != null) {
            neighbours(groupNode, Labels.Segment)
                    .forEach(segment -> segments.add(segment(segment, true, id + "-" + segments.size())));
        }
        return new TrialReading(
                id,
                group,
                coherence(trial),
                Readings.within(trial, MetaContext.ENTROPY_CHANGE, -Double.MAX_VALUE, Double.MAX_VALUE),
                Readings.constant(Awareness.class, trial.getProperty("awareness_condition", null)),
                Instants.of(trial.getProperty("timestamp", null)).orElse(null),
                id(trial, session, "participant_id", Labels.Participant),
                id(trial, session, "group_id", Labels.Group),
                Readings.text(trial, "task"),
                segments,
                aligned,
                withSession ? sessionCoherences(trial, session) : List.of());
    }

    private static List<Node> segmentsOf(Node trial) {
        List<Node> segments = new ArrayList<>();
        for (Relationship use : trial.getRelationships(Direction.OUTGOING, Types.USES_SEGMENT)) {
            segments.add(use.getEndNode());
        }
        return segments;
    }

    /** @param place tells a segment without an id from others, and unlike the database's own id may be stored */
    private static SegmentReading segment(Node segment, boolean collective, String place) {
        Node state = latestState(segment);
        Object rogue = state == null ? null : state.getProperty("rv", null);
        Double stated = state == null ? null : Readings.within(state, POTENCY, 0, 1);
        Double latest = Readings.within(segment, "potency_latest", 0, 1);
        return new SegmentReading(
                String.valueOf(segment.getProperty(Schema.ID, "without-id-" + place)),
                collective,
                rogue instanceof Boolean flag ? flag : null,
                stated != null ? stated : latest,
                stated != null ? "latest state" : "potency_latest",
                state == null ? null : coherence(state),
                state == null ? null : Readings.within(state, MetaContext.AFFECTIVE_LOAD, 0, 1));
    }

    /** The state with the highest t; null where there is none, or where two have the same t and so contradict. */
    private static Node latestState(Node segment) {
        Node latest = null;
        double highest = Double.NEGATIVE_INFINITY;
        boolean tied = false;
        for (Relationship link : segment.getRelationships(Direction.OUTGOING, Types.HAS_STATE)) {
            Double t = time(link.getEndNode());
            if (t != null && t >= highest) {
                tied = t == highest;
                highest = t;
                latest = link.getEndNode();
            }
        }
        return tied ? null : latest;
    }

    /** A number, or a point in time as milliseconds; both order states. */
    private static Double time(Node node) {
        Object t = node.getProperty("t", null);
        return t instanceof Number number
                ? Double.valueOf(number.doubleValue())
                : Instants.of(t).map(at -> (double) at.toEpochMilli()).orElse(null);
    }

    private static List<Double> sessionCoherences(Node trial, Node session) {
        Optional<java.time.Instant> until = Instants.of(trial.getProperty("timestamp", null));
        if (session == null || until.isEmpty()) {
            return List.of();
        }
        List<Node> upToNow = new ArrayList<>();
        for (Relationship link : session.getRelationships(Direction.OUTGOING, Types.HAS_TRIAL)) {
            Node other = link.getEndNode();
            if (coherence(other) != null
                    && Instants.of(other.getProperty("timestamp", null))
                            .filter(at -> !at.isAfter(until.get()))
                            .isPresent()) {
                upToNow.add(other);
            }
        }
        upToNow.sort(Comparator.comparing(
                one -> Instants.of(one.getProperty("timestamp", null)).orElseThrow()));
        return upToNow
                .subList(Math.max(0, upToNow.size() - MetaContextReport.STABILITY_TRIALS), upToNow.size())
                .stream()
                .map(GraphTrials::coherence)
                .toList();
    }

    private static Double coherence(Node node) {
        return Readings.within(node, MetaContext.COHERENCE, 0, 1);
    }

    /** The id that the trial or its session names, else that of the only neighbour of either with this label. */
    private static String id(Node trial, Node session, String key, Label label) {
        String named = Readings.text(trial, key);
        if (named == null && session != null) {
            named = Readings.text(session, key);
        }
        if (named != null) {
            return named;
        }
        Node near = neighbour(trial, label);
        Node node = near == null && session != null ? neighbour(session, label) : near;
        return node == null ? null : Readings.text(node, Schema.ID);
    }

    /** The only neighbour with this label, or null where there is none or more than one. */
    private static Node neighbour(Node node, Label label) {
        Set<Node> all = neighbours(node, label);
        return all.size() == 1 ? all.iterator().next() : null;
    }

    private static Set<Node> neighbours(Node node, Label label) {
        Set<Node> found = new LinkedHashSet<>();
        for (Relationship link : node.getRelationships()) {
            Node other = link.getOtherNode(node);
            if (other.hasLabel(label)) {
                found.add(other);
            }
        }
        return found;
    }
}
