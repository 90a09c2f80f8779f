package org.metapolicy.graph;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.metapolicy.governance.Reports;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Reports by Cypher, in the caller's transaction. */
public final class GraphReports implements Reports {
    private static final ZonedDateTime NEVER = ZonedDateTime.parse("9999-12-31T23:59:59Z");

    private final Transaction tx;
    private final GovernedNodes nodes;

    public GraphReports(Transaction tx) {
        this.tx = tx;
        this.nodes = new GovernedNodes(tx);
    }

    @Override
    public List<String> familyIds() {
        try (ResourceIterator<Node> families = tx.findNodes(Labels.MetaPolicy)) {
            return families.stream()
                    .filter(family -> !FamilyStatus.DEPRECATED.name().equals(GovernedNodes.text(family, Schema.STATUS)))
                    .map(GovernedNodes::id)
                    .sorted()
                    .toList();
        }
    }

    @Override
    public List<Map<String, Object>> versions(String familyId) {
        return ofFamily("versions", familyId);
    }

    @Override
    public List<Map<String, Object>> lineage(String familyId) {
        return ofFamily("lineage", familyId);
    }

    @Override
    public List<Map<String, Object>> regimes(String familyId, Instant from) {
        nodes.family(familyId);
        return ReportQuery.named("decisions-by-regime")
                .run(tx, Map.of("metaPolicyId", familyId, "from", from.atZone(ZoneOffset.UTC)));
    }

    @Override
    public List<Map<String, Object>> episodes(String familyId, String after, long limit) {
        nodes.family(familyId);
        return ReportQuery.named("episodes")
                .run(
                        tx,
                        Map.of(
                                "metaPolicyId",
                                familyId,
                                "limit",
                                limit,
                                "beforeTime",
                                after == null ? NEVER : timestamp(after),
                                "beforeId",
                                after == null ? "" : after));
    }

    private ZonedDateTime timestamp(String episodeId) {
        Node episode = nodes.find(Labels.PolicyEpisode, episodeId)
                .orElseThrow(() -> new NotFound("there is no episode '" + episodeId + "' to go on after"));
        if (episode.getProperty(Schema.Episode.TIMESTAMP, null) instanceof ZonedDateTime time) {
            return time;
        }
        throw new InvalidInput("episode '" + episodeId + "' has no datetime as its timestamp: nothing follows it");
    }

    private List<Map<String, Object>> ofFamily(String query, String familyId) {
        nodes.family(familyId);
        return ReportQuery.named(query).run(tx, Map.of("metaPolicyId", familyId));
    }
}
