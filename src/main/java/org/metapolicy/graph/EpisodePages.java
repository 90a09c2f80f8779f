package org.metapolicy.graph;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.metapolicy.governance.DecidedEpisode;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.Shown;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.ResourceIterable;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/**
 * A family's episodes page by page. Where the family has many, a page is read along the index over time, which all families
 * share; where it has few, or this index does not lead to enough of them, its own are read.
 */
final class EpisodePages {
    private static final ZonedDateTime NEVER = ZonedDateTime.parse("+999999999-12-31T23:59:59Z");

    /** Reading so many is as good as a page. */
    private static final long FEW = 100;

    /** How much further than on average the index is followed where other families decided more lately. */
    private static final long PATIENCE = 4;

    private static final String ALONG_TIME = """
            CYPHER 5
            MATCH (e:PolicyEpisode) USING INDEX e:PolicyEpisode(timestamp, id)
            WHERE e.timestamp <= $beforeTime AND e.id IS NOT NULL
            RETURN e ORDER BY e.timestamp DESC, e.id DESC
            """;

    private static final String MANY = """
            CYPHER 5
            MATCH (:MetaPolicy {id: $metaPolicyId})-[:HAS_VERSION]->(v:PolicyVersion)
            CALL {
              WITH v MATCH (v)-[link:EVALUATED_IN]->() RETURN 1 AS one
              UNION ALL
              WITH v MATCH (e:PolicyEpisode {policy_version_id: v.id}) RETURN 1 AS one
            }
            WITH one LIMIT $most
            RETURN count(*) AS n
            """;

    private final Transaction tx;
    private final Node family;
    private final String familyId;

    EpisodePages(Transaction tx, Node family) {
        this.tx = tx;
        this.family = family;
        this.familyId = GovernedNodes.id(family);
    }

    /** @throws NotFound if the family has no such episode to go on after */
    List<DecidedEpisode> read(String after, long limit) {
        Node last = after == null ? null : episodeOf(after);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("metaPolicyId", familyId);
        parameters.put("limit", limit);
        parameters.put("beforeTime", last == null ? NEVER : timestamp(last));
        parameters.put("beforeId", last == null ? "" : last.getProperty(Schema.ID));
        // What is read either way, where decisions of all families are spread evenly, is least at the geometric mean.
        long even = Math.max(
                FEW, Math.round(Math.sqrt((double) limit * count("MATCH (e:PolicyEpisode) RETURN count(e) AS n"))));
        if (parameters.get("beforeTime") != null && isIndexed() && isMore(even)) {
            List<Object> page = newest(parameters, limit, PATIENCE * even);
            if (page.size() == limit) {
                return ReportQuery.named("episodes-by-id").run(tx, Map.of("ids", page), EpisodePages::episode);
            }
        }
        return ReportQuery.named("episodes").run(tx, parameters, EpisodePages::episode);
    }

    /** The ids of a page, or of less where the index does not lead to enough within so many steps. */
    private List<Object> newest(Map<String, Object> parameters, long limit, long steps) {
        List<Object> page = new ArrayList<>();
        Object beforeTime = parameters.get("beforeTime");
        Object beforeId = parameters.get("beforeId");
        try (Result result = tx.execute(ALONG_TIME, Map.of("beforeTime", beforeTime))) {
            for (long step = 0; step < steps && page.size() < limit && result.hasNext(); step++) {
                Node episode = (Node) result.next().get("e");
                if ((!beforeTime.equals(episode.getProperty(Schema.Episode.TIMESTAMP))
                                || isBefore(episode.getProperty(Schema.ID), beforeId))
                        && isOurs(episode)) {
                    page.add(episode.getProperty(Schema.ID));
                }
            }
        }
        return page;
    }

    /** In Cypher's order: texts, then numbers. */
    private static boolean isBefore(Object id, Object other) {
        if (id instanceof String text && other instanceof String last) {
            return text.compareTo(last) < 0;
        }
        return id instanceof String
                || id instanceof Number number
                        && other instanceof Number last
                        && number.doubleValue() < last.doubleValue();
    }

    private boolean isOurs(Node episode) {
        Optional<Node> version = GovernedNodes.starts(episode, Types.EVALUATED_IN).stream()
                .filter(node -> node.hasLabel(Labels.PolicyVersion))
                .findFirst()
                .or(() -> Optional.ofNullable(tx.findNode(
                        Labels.PolicyVersion, Schema.ID, episode.getProperty(Schema.Episode.POLICY_VERSION_ID, ""))));
        return version.stream()
                .flatMap(node -> GovernedNodes.starts(node, Types.HAS_VERSION).stream())
                .anyMatch(family::equals);
    }

    /** Versions that decided much keep how often; only where these are not enough is anything counted. */
    private boolean isMore(long few) {
        long decided = 0;
        try (ResourceIterable<Relationship> versions = family.getRelationships(Direction.OUTGOING, Types.HAS_VERSION)) {
            for (Relationship version : versions) {
                decided += version.getEndNode().getDegree(Types.EVALUATED_IN, Direction.OUTGOING);
                if (decided > few) {
                    return true;
                }
            }
        }
        try (Result result = tx.execute(MANY, Map.of("metaPolicyId", familyId, "most", few + 1))) {
            return (Long) result.next().get("n") > few;
        }
    }

    private long count(String query) {
        try (Result result = tx.execute("CYPHER 5 " + query)) {
            return (Long) result.next().get("n");
        }
    }

    /** Whether the migration that makes the index has run. */
    private boolean isIndexed() {
        return StreamSupport.stream(tx.schema().getIndexes(Labels.PolicyEpisode).spliterator(), false)
                .anyMatch(index -> List.of(Schema.Episode.TIMESTAMP, Schema.ID)
                        .equals(StreamSupport.stream(index.getPropertyKeys().spliterator(), false)
                                .toList()));
    }

    /** The page before showed an id that is a number as a text. */
    private Node episodeOf(String id) {
        Node episode = tx.findNode(Labels.PolicyEpisode, Schema.ID, id);
        if (episode == null && id.matches("-?\\d{1,18}")) {
            episode = tx.findNode(Labels.PolicyEpisode, Schema.ID, Long.parseLong(id));
        }
        if (episode == null) {
            throw new NotFound("there is no episode " + Shown.value(id) + " to go on after");
        }
        // Of another family's time a page would begin in the midst of this one's, as if it went on after something.
        if (!isOurs(episode)) {
            throw new NotFound("meta-policy '" + familyId + "' has no episode " + Shown.value(id)
                    + " to go on after: it is another one's, or nobody's");
        }
        return episode;
    }

    private static ZonedDateTime timestamp(Node episode) {
        return episode.getProperty(Schema.Episode.TIMESTAMP, null) instanceof ZonedDateTime time ? time : null;
    }

    private static DecidedEpisode episode(Map<String, Object> row) {
        return new DecidedEpisode(
                GraphReports.text(row, "episodeId"),
                GraphReports.time(row, "timestamp"),
                GraphReports.text(row, "versionId"),
                (String) row.get("policyId"),
                (String) row.get("trialId"),
                (String) row.get("regime"),
                (String) row.get("decision"),
                (Double) row.get("propensity"),
                (String) row.get("contextCluster"),
                (String) row.get("contextHash"),
                (String) row.get("chosenInterventionId"),
                (Boolean) row.get("humanOverride"),
                (String) row.get("overrideType"),
                (String) row.get("outcomeId"),
                (Double) row.get("reward"),
                (Double) row.get("deltaCoherence"),
                (Double) row.get("deltaAccuracy"),
                (Double) row.get("deltaCalibration"),
                (Double) row.get("deltaRt"),
                (Boolean) row.get("safetyFlag"),
                (Boolean) row.get("counted"),
                (String) row.get("invalidReason"));
    }
}
