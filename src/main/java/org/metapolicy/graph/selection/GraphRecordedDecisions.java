package org.metapolicy.graph.selection;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.selection.Adjustment;
import org.metapolicy.selection.Draw;
import org.metapolicy.selection.token.RecordedDecisions;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Reads the decisions of families one after the other, by the core API. */
public final class GraphRecordedDecisions implements RecordedDecisions {
    private final Transaction tx;

    public GraphRecordedDecisions(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public void forEach(String metaPolicyId, Consumer<Adjustment> reader) {
        try (ResourceIterator<Node> all =
                tx.findNodes(Labels.NoeticAdjustment, AdjustmentNodes.META_POLICY_ID, metaPolicyId)) {
            all.forEachRemaining(node -> reader.accept(AdjustmentNodes.read(node)));
        }
    }

    @Override
    public List<Explored> explored(String metaPolicyId) {
        Map<String, Explored> byCount = new TreeMap<>();
        forEach(metaPolicyId, made -> {
            if (isExploring(made)) {
                Node episode = Readings.byId(tx, Labels.PolicyEpisode, made.episodeId());
                String whose = episode == null ? null : Readings.text(episode, GraphExplorations.PARTICIPANT_ID);
                if (whose != null) {
                    LocalDate day = made.time().atZone(ZoneOffset.UTC).toLocalDate();
                    byCount.merge(
                            GraphExplorations.id(metaPolicyId, whose, day),
                            new Explored(made.id(), day, 1, null),
                            (before, one) -> new Explored(
                                    before.adjustmentId().compareTo(one.adjustmentId()) < 0
                                            ? before.adjustmentId()
                                            : one.adjustmentId(),
                                    day,
                                    before.decisions() + 1,
                                    null));
                }
            }
        });
        return byCount.entrySet().stream()
                .map(entry -> counted(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Explored::adjustmentId))
                .toList();
    }

    /** What select decided is no such: it counts nobody, and has another id. Nor is what was suggested alone. */
    private static boolean isExploring(Adjustment made) {
        return made.draw() == Draw.EXPLORE
                && made.suggestedVersionId() == null
                && made.trialId() != null
                && Adjustment.id(made.metaPolicyId(), made.trialId()).equals(made.id());
    }

    private Explored counted(String id, Explored explored) {
        try (ResourceIterator<Node> counts = tx.findNodes(Labels.ExplorationQuota, Schema.ID, id)) {
            Object count = counts.stream()
                    .findFirst()
                    .map(node -> node.getProperty(GraphExplorations.COUNT, null))
                    .orElse(null);
            return new Explored(explored.adjustmentId(), explored.day(), explored.decisions(), count);
        }
    }
}
