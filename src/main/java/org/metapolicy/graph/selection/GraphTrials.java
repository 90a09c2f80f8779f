package org.metapolicy.graph.selection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.graph.Instants;
import org.metapolicy.graph.NewestState;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.noetic.MetaContextReport;
import org.metapolicy.noetic.Reading;
import org.metapolicy.noetic.SegmentReading;
import org.metapolicy.noetic.TrialReading;
import org.metapolicy.noetic.Trials;
import org.metapolicy.policy.ValueKind;
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
    private static final String TIMESTAMP = "timestamp";
    private static final ValueKind<Awareness> AWARENESS = ValueKind.choice(Awareness.class);

    private record Timed(Instant at, Reading<Double> coherence) {}

    private final Transaction tx;

    public GraphTrials(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public Optional<TrialReading> find(String trialId) {
        return Optional.ofNullable(node(trialId)).map(trial -> reading(trial, trialId));
    }

    @Override
    public Optional<TrialReading> hold(String trialId) {
        Node trial = node(trialId);
        if (trial != null) {
            tx.acquireWriteLock(trial);
        }
        return Optional.ofNullable(trial).map(held -> reading(held, trialId));
    }

    private Node node(String trialId) {
        Node trial = Readings.byId(tx, Labels.Trial, trialId);
        return trial != null ? trial : Readings.byId(tx, Labels.GroupTrial, trialId);
    }

    private TrialReading reading(Node trial, String id) {
        boolean group = trial.hasLabel(Labels.GroupTrial);
        List<TrialReading> aligned = group
                ? neighbours(trial, Labels.Trial).stream()
                        .map(one -> reading(one, Readings.text(one, Schema.ID)))
                        .toList()
                : List.of();
        Node session = neighbour(trial, Labels.Session);
        Node groupNode = neighbour(trial, Labels.Group);
        List<SegmentReading> segments = new ArrayList<>();
        ends(trial, Types.USES_SEGMENT)
                .forEach(segment -> segments.add(segment(segment, group, id + "-" + segments.size())));
        if (group && groupNode != null) {
            neighbours(groupNode, Labels.Segment)
                    .forEach(segment -> segments.add(segment(segment, true, id + "-" + segments.size())));
        }
        return new TrialReading(
                id,
                group,
                coherence(trial),
                Readings.number(trial, owner(trial), MetaContext.ENTROPY_CHANGE, -Double.MAX_VALUE, Double.MAX_VALUE),
                Readings.reading(trial, owner(trial), "awareness_condition", AWARENESS.range(), AWARENESS::read),
                Instants.of(trial.getProperty(TIMESTAMP, null)).orElse(null),
                id(trial, session, "participant_id", Labels.Participant),
                id(trial, session, "group_id", Labels.Group),
                Readings.text(trial, "task"),
                segments,
                aligned,
                () -> sessionCoherences(trial, session));
    }

    /** Each once, however often it is linked. */
    private static Set<Node> ends(Node from, Types type) {
        Set<Node> ends = new LinkedHashSet<>();
        for (Relationship link : from.getRelationships(Direction.OUTGOING, type)) {
            ends.add(link.getEndNode());
        }
        return ends;
    }

    /** @param place tells a segment without an id from others, and unlike the database's own id may be stored */
    private static SegmentReading segment(Node segment, boolean collective, String place) {
        String id = String.valueOf(segment.getProperty(Schema.ID, "without-id-" + place));
        NewestState newest = NewestState.of(segment, "segment " + id);
        Reading<Double> load = newest.number(MetaContext.AFFECTIVE_LOAD);
        return new SegmentReading(
                id,
                collective,
                newest.flag("rv"),
                newest.potency(),
                newest.potencySource(),
                newest.number(MetaContext.COHERENCE),
                load,
                load.value() == null ? newest.highestOf(MetaContext.AFFECTIVE_LOAD) : null);
    }

    /** Coherences up to now, by time; one that cannot be read, or placed in time, might be among the last. */
    private static Reading<List<Double>> sessionCoherences(Node trial, Node session) {
        if (session == null || !trial.hasProperty(TIMESTAMP)) {
            return Reading.nothing();
        }
        Reading<Instant> until = time(trial);
        if (until.flaw() != null) {
            return Reading.unreadable(until.flaw());
        }
        List<Timed> upToNow = new ArrayList<>();
        for (Node other : ends(session, Types.HAS_TRIAL)) {
            Reading<Double> coherence = coherence(other);
            if (coherence.isNothing()) {
                continue;
            }
            Reading<Instant> at = time(other);
            if (at.value() == null) {
                return Reading.unreadable(
                        at.flaw() == null ? owner(other) + " has a coherence and no timestamp" : at.flaw());
            }
            if (!at.value().isAfter(until.value())) {
                upToNow.add(new Timed(at.value(), coherence));
            }
        }
        upToNow.sort(Comparator.comparing(Timed::at));
        List<Timed> last =
                upToNow.subList(Math.max(0, upToNow.size() - MetaContextReport.STABILITY_TRIALS), upToNow.size());
        return last.stream()
                .map(Timed::coherence)
                .filter(one -> one.flaw() != null)
                .findFirst()
                .<Reading<List<Double>>>map(one -> Reading.unreadable(one.flaw()))
                .orElseGet(() -> Reading.of(
                        last.stream().map(one -> one.coherence().value()).toList()));
    }

    private static Reading<Instant> time(Node trial) {
        return Readings.reading(trial, owner(trial), TIMESTAMP, "a date and time", value -> Instants.of(value)
                .orElse(null));
    }

    private static Reading<Double> coherence(Node trial) {
        return Readings.number(trial, owner(trial), MetaContext.COHERENCE, 0, 1);
    }

    private static String owner(Node trial) {
        return "trial " + trial.getProperty(Schema.ID, "without id");
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
