package org.metapolicy.graph.selection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.metapolicy.graph.CountingKeys;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Instants;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.ReportQuery;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.evidence.Potencies;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.ShadowEpisode;
import org.metapolicy.selection.ShadowEpisodes;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.ObservationReading;
import org.metapolicy.trust.OutcomeFigures;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Reads suggestions and what came of them. */
public final class GraphShadowEpisodes implements ShadowEpisodes {
    private static final ReportQuery QUERY = ReportQuery.named("shadow-report");

    private final Transaction tx;

    public GraphShadowEpisodes(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public List<ShadowEpisode> of(Candidates family) {
        return QUERY.run(
                tx,
                Map.of("metaPolicyId", family.id()),
                // An id that somebody made something else is told as it stands.
                row -> new ShadowEpisode(
                        String.valueOf(row.get("versionId")),
                        (Boolean) row.get("agreed"),
                        status((Node) row.get("episode"), (Node) row.get("outcome")),
                        observation((Node) row.get("episode"), (Node) row.get("outcome"), family)));
    }

    @Override
    public int knownClusters(Candidates family) {
        Node node = Readings.byId(tx, Labels.MetaPolicy, family.id());
        return GovernedNodes.ends(node, Types.HAS_EVIDENCE).stream()
                .mapToInt(evidence -> GovernedNodes.texts(evidence, Schema.FamilyCount.CLUSTERS)
                        .size())
                .sum();
    }

    /** As it was counted for the version that served, on its own or, before statuses were, with its outcome; else null. */
    private static EpisodeFacts status(Node episode, Node outcome) {
        if (episode.hasProperty(Schema.Outcome.COUNTED_NUMBER)) {
            return facts(episode, episode);
        }
        return outcome != null && !outcome.hasProperty(CountingKeys.COUNTED_APART) ? facts(episode, outcome) : null;
    }

    /** As it was counted for the version that served; null where nothing was counted. */
    private static Observation observation(Node episode, Node outcome, Candidates family) {
        if (outcome == null || !outcome.hasProperty(Schema.Outcome.COUNTED_NUMBER)) {
            return null;
        }
        OutcomeFigures figures = OutcomeFigures.of(key -> outcome.getProperty(key, null));
        return ObservationReading.of(facts(episode, outcome), figures, family.settings())
                        instanceof ObservationReading.Valid valid
                ? valid.observation()
                : null;
    }

    private static EpisodeFacts facts(Node episode, Node counted) {
        return new EpisodeFacts(
                Boolean.TRUE.equals(counted.getProperty(Schema.Outcome.COUNTED_OVERRIDE, null)),
                Readings.text(counted, Schema.Outcome.COUNTED_CLUSTER),
                Potencies.counted(
                        Boolean.TRUE.equals(counted.getProperty(Schema.Outcome.COUNTED_HIGH_POTENCY, null)), episode),
                null,
                counted.getProperty(Schema.Outcome.COUNTED_UNIT, null) instanceof Number unit
                        ? (Integer) unit.intValue()
                        : null,
                Instants.of(episode.getProperty(Schema.Episode.TIMESTAMP, null)).orElse(Instant.EPOCH));
    }
}
