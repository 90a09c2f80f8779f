package org.metapolicy.graph;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.metapolicy.governance.DecidedEpisode;
import org.metapolicy.governance.LineageVersion;
import org.metapolicy.governance.RegimeCount;
import org.metapolicy.governance.Reports;
import org.metapolicy.governance.VersionOverview;
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
    public List<VersionOverview> versions(String familyId) {
        return ofFamily("versions", familyId, GraphReports::version);
    }

    @Override
    public List<LineageVersion> lineage(String familyId) {
        return ofFamily("lineage", familyId, GraphReports::lineageVersion);
    }

    @Override
    public List<RegimeCount> regimes(String familyId, Instant from) {
        nodes.family(familyId);
        return ReportQuery.named("decisions-by-regime")
                .run(
                        tx,
                        Map.of("metaPolicyId", familyId, "from", from.atZone(ZoneOffset.UTC)),
                        row -> new RegimeCount(
                                (String) row.get("regime"), (String) row.get("decision"), (Long) row.get("n")));
    }

    @Override
    public List<DecidedEpisode> episodes(String familyId, String after, long limit) {
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
                                after == null ? "" : after),
                        GraphReports::episode);
    }

    private ZonedDateTime timestamp(String episodeId) {
        Node episode = nodes.find(Labels.PolicyEpisode, episodeId)
                .orElseThrow(() -> new NotFound("there is no episode '" + episodeId + "' to go on after"));
        if (episode.getProperty(Schema.Episode.TIMESTAMP, null) instanceof ZonedDateTime time) {
            return time;
        }
        throw new InvalidInput("episode '" + episodeId + "' has no datetime as its timestamp: nothing follows it");
    }

    private <T> List<T> ofFamily(String query, String familyId, Function<Map<String, Object>, T> reading) {
        nodes.family(familyId);
        return ReportQuery.named(query).run(tx, Map.of("metaPolicyId", familyId), reading);
    }

    private static VersionOverview version(Map<String, Object> row) {
        return new VersionOverview(
                (String) row.get("versionId"),
                (String) row.get("versionTag"),
                (String) row.get("status"),
                (Double) row.get("trustScore"),
                (Double) row.get("trustLower"),
                (Double) row.get("trustUpper"),
                ((Number) row.get("n")).longValue(),
                (Boolean) row.get("isDefault"),
                (Boolean) row.get("isFallback"),
                (String) row.get("parentVersionId"),
                time(row, "createdAt"),
                (Boolean) row.get("governed"),
                (String) row.get("createdBy"));
    }

    private static LineageVersion lineageVersion(Map<String, Object> row) {
        return new LineageVersion(
                (String) row.get("versionId"),
                (String) row.get("versionTag"),
                (String) row.get("parentVersionId"),
                (String) row.get("status"),
                (Double) row.get("trustScore"),
                (String) row.get("reason"),
                time(row, "createdAt"),
                (String) row.get("hyperparams"),
                (String) row.get("parentHyperparams"),
                (String) row.get("parametersHash"),
                (String) row.get("parentParametersHash"));
    }

    private static DecidedEpisode episode(Map<String, Object> row) {
        return new DecidedEpisode(
                (String) row.get("episodeId"),
                time(row, "timestamp"),
                (String) row.get("versionId"),
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

    /** Null where somebody wrote something else than a datetime. */
    private static ZonedDateTime time(Map<String, Object> row, String column) {
        return row.get(column) instanceof ZonedDateTime time ? time : null;
    }
}
