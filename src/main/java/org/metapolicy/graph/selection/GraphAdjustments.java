package org.metapolicy.graph.selection;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.graph.Instants;
import org.metapolicy.graph.KnownMoves;
import org.metapolicy.graph.Moves;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.ReportQuery;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.selection.Adjustment;
import org.metapolicy.selection.Adjustments;
import org.metapolicy.selection.EpisodeDraft;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/** Keeps adjustments as nodes of their trial, and writes the episodes that came of them. */
public final class GraphAdjustments implements Adjustments {
    private static final ReportQuery BETWEEN = ReportQuery.named("decisions-between");
    private static final Comparator<Recorded> IN_ORDER = Comparator.comparing(
                    (Recorded recorded) -> recorded.adjustment().time())
            .thenComparing(recorded -> recorded.adjustment().id(), Comparator.nullsLast(Comparator.naturalOrder()));

    private final Transaction tx;

    private final Clock clock;

    public GraphAdjustments(Transaction tx, Clock clock) {
        this.tx = tx;
        this.clock = clock;
    }

    @Override
    public Optional<Adjustment> find(String metaPolicyId, String trialId) {
        return ofTrial(trialId).stream()
                .filter(one -> metaPolicyId.equals(one.metaPolicyId()))
                .findFirst();
    }

    @Override
    public Optional<Adjustment> findByScope(String trialId) {
        return ofTrial(trialId).stream().filter(Adjustment::byScope).findFirst();
    }

    @Override
    public Optional<Adjustment> ofEpisode(String episodeId) {
        Node episode = Readings.byId(tx, Labels.PolicyEpisode, episodeId);
        return episode == null
                ? Optional.empty()
                : Optional.ofNullable(Readings.byId(
                                tx, Labels.NoeticAdjustment, Readings.text(episode, AdjustmentNodes.ADJUSTMENT_ID)))
                        .map(AdjustmentNodes::read);
    }

    @Override
    public Optional<Adjustment> byId(String adjustmentId) {
        return Optional.ofNullable(Readings.byId(tx, Labels.NoeticAdjustment, adjustmentId))
                .map(AdjustmentNodes::read);
    }

    @Override
    public List<Recorded> between(String metaPolicyId, Instant from, Instant to) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("metaPolicyId", metaPolicyId);
        parameters.put("from", from == null ? null : from.atZone(ZoneOffset.UTC));
        parameters.put("to", to == null ? null : to.atZone(ZoneOffset.UTC));
        return BETWEEN.run(tx, parameters, row -> (Node) row.get("a")).stream()
                .filter(node -> mayBeBetween(node, from, to))
                .map(AdjustmentNodes::recorded)
                .sorted(IN_ORDER)
                .toList();
    }

    /** Whether its time is, or cannot be read: who asks is told of it then, and of no other that is damaged so. */
    private static boolean mayBeBetween(Node node, Instant from, Instant to) {
        return Instants.of(node.getProperty(Schema.Episode.TIMESTAMP, null))
                .filter(at -> from != null && at.isBefore(from) || to != null && !at.isBefore(to))
                .isEmpty();
    }

    @Override
    public boolean governs(String metaPolicyId, String versionId) {
        Node family = Readings.byId(tx, Labels.MetaPolicy, metaPolicyId);
        Node version = Readings.byId(tx, Labels.PolicyVersion, versionId);
        return family != null
                && version != null
                && Moves.isVersionOf(version, family)
                && (Moves.last(version, family).isPresent()
                        || KnownMoves.standing(tx, version, family).isPresent());
    }

    @Override
    public void record(Adjustment adjustment, EpisodeDraft draft) {
        Node trial = trial(adjustment.trialId());
        free(Labels.PolicyEpisode, adjustment.episodeId(), adjustment);
        Node node = write(adjustment);
        if (trial != null) {
            trial.createRelationshipTo(node, Types.HAS_ADJUSTMENT);
        }
        if (adjustment.episodeId() != null) {
            episode(adjustment, draft, trial);
        } else {
            AdjustmentNodes.writeContext(draft, node);
        }
    }

    @Override
    public void attach(Adjustment adjustment) {
        write(adjustment);
        Node episode = Readings.byId(tx, Labels.PolicyEpisode, adjustment.episodeId());
        AdjustmentNodes.attach(adjustment, episode);
        link(Readings.byId(tx, Labels.PolicyVersion, adjustment.suggestedVersionId()), Types.SUGGESTED_IN, episode);
    }

    private Node write(Adjustment adjustment) {
        free(Labels.NoeticAdjustment, adjustment.id(), adjustment);
        Node node = tx.createNode(Labels.NoeticAdjustment);
        AdjustmentNodes.write(adjustment, node);
        // The trial may lie long ago: what was decided of late goes by this.
        node.setProperty(Schema.CREATED_AT, clock.instant().atZone(ZoneOffset.UTC));
        return node;
    }

    /** No step of another family or trial has these ids, and one of these would have been found. */
    private void free(Labels label, String id, Adjustment adjustment) {
        if (Readings.byId(tx, label, id) != null) {
            throw new Conflict("meta-policy '" + adjustment.metaPolicyId() + "' cannot decide for trial '"
                    + adjustment.trialId() + "': a " + label + " '" + id
                    + "' is there that no step with this trial made; look who wrote it, then delete it");
        }
    }

    private void episode(Adjustment adjustment, EpisodeDraft draft, Node trial) {
        Node episode = tx.createNode(Labels.PolicyEpisode);
        AdjustmentNodes.writeEpisode(adjustment, draft, episode);
        if (trial != null) {
            episode.createRelationshipTo(trial, Types.FOR_TRIAL);
        }
        link(Readings.byId(tx, Labels.PolicyVersion, adjustment.versionId()), Types.EVALUATED_IN, episode);
        link(Readings.byId(tx, Labels.PolicyVersion, adjustment.suggestedVersionId()), Types.SUGGESTED_IN, episode);
        link(Readings.byId(tx, Labels.Policy, draft.policyId()), Types.HAS_EPISODE, episode);
        Node intervention = Readings.byId(tx, Labels.InterventionType, adjustment.interventionId());
        if (intervention != null) {
            episode.createRelationshipTo(intervention, Types.APPLIED_INTERVENTION);
        }
    }

    private static void link(Node from, Types type, Node episode) {
        if (from != null) {
            from.createRelationshipTo(episode, type);
        }
    }

    private List<Adjustment> ofTrial(String trialId) {
        List<Adjustment> found = new ArrayList<>();
        for (Relationship link : trial(trialId).getRelationships(Direction.OUTGOING, Types.HAS_ADJUSTMENT)) {
            if (link.getEndNode().hasLabel(Labels.NoeticAdjustment)) {
                found.add(AdjustmentNodes.read(link.getEndNode()));
            }
        }
        return found;
    }

    private Node trial(String trialId) {
        Node trial = Readings.byId(tx, Labels.Trial, trialId);
        return trial != null ? trial : Readings.byId(tx, Labels.GroupTrial, trialId);
    }
}
