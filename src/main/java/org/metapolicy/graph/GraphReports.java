package org.metapolicy.graph;

import com.google.gson.JsonParseException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.metapolicy.governance.ChangeWords;
import org.metapolicy.governance.DecidedEpisode;
import org.metapolicy.governance.LineageVersion;
import org.metapolicy.governance.RegimeCount;
import org.metapolicy.governance.Reports;
import org.metapolicy.governance.VersionOverview;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.Shown;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trail.CanonicalJson;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Reports by Cypher, in the caller's transaction. */
public final class GraphReports implements Reports {
    /** What another program wrote can be told apart, and no more. */
    private static final List<String> OTHER_FORM = List.of("the parameters are others");

    private static final Set<String> STOPPED = Set.of(VersionStatus.PAUSED.name(), VersionStatus.ROLLED_BACK.name());

    private final Transaction tx;
    private final GovernedNodes nodes;

    public GraphReports(Transaction tx) {
        this.tx = tx;
        this.nodes = new GovernedNodes(tx);
    }

    @Override
    public List<Family> families() {
        Map<String, Family> byId = new TreeMap<>();
        try (ResourceIterator<Node> families = tx.findNodes(Labels.MetaPolicy)) {
            families.stream()
                    .filter(family -> !FamilyStatus.DEPRECATED.name().equals(GovernedNodes.text(family, Schema.STATUS)))
                    .map(GraphReports::family)
                    .forEach(family -> byId.putIfAbsent(family.id(), family));
        }
        return List.copyOf(byId.values());
    }

    private static Family family(Node node) {
        Object id = node.getProperty(Schema.ID, null);
        return new Family(
                id == null ? "" : String.valueOf(id),
                GovernedNodes.text(node, Schema.NAME),
                GovernedNodes.text(node, Schema.Family.TASK),
                Instants.of(node.getProperty(Schema.CREATED_AT, null)),
                id instanceof String
                        ? Optional.empty()
                        : Optional.of("a MetaPolicy has "
                                + (id == null ? "no id" : "the id " + Shown.withType(id))
                                + ": it must be a text, as metapolicy.create gives"));
    }

    @Override
    public List<Watchable> watchable(String familyId) {
        Node family = nodes.family(familyId);
        Map<String, Watchable> versions = new LinkedHashMap<>();
        Stream.of(Types.HAS_LIVE_VERSION, Types.HAS_CANDIDATE_VERSION, Types.DEFAULT_POLICY, Types.FALLBACK_POLICY)
                .flatMap(type -> GovernedNodes.ends(family, type).stream())
                .filter(version -> version.hasRelationship(Direction.OUTGOING, Types.HAS_EVIDENCE))
                .map(this::status)
                .sorted(Comparator.comparing(Watchable::versionId))
                .forEach(version -> versions.putIfAbsent(version.versionId(), version));
        GovernedNodes.ends(family, Types.HAS_VERSION).stream()
                .filter(version -> STOPPED.contains(String.valueOf(GovernedNodes.text(version, Schema.STATUS))))
                .sorted(Comparator.comparing((Node version) -> Instants.of(version.getProperty(Schema.CREATED_AT, null))
                                .orElse(Instant.EPOCH))
                        .reversed())
                .map(this::status)
                .forEach(version -> versions.putIfAbsent(version.versionId(), version));
        return List.copyOf(versions.values());
    }

    private Watchable status(Node version) {
        return new Watchable(
                String.valueOf(version.getProperty(Schema.ID, "")),
                String.valueOf(version.getProperty(Schema.STATUS, "")),
                GovernedNodes.texts(version, SuspensionKeys.CONTEXTS),
                suspendedParticipants(String.valueOf(GovernedNodes.id(version))),
                GovernedNodes.texts(version, SuspensionKeys.LIMITED),
                SuspensionKeys.unreadable(version));
    }

    private long suspendedParticipants(String versionId) {
        try (ResourceIterator<Node> watched =
                tx.findNodes(Labels.ParticipantEvidence, SuspensionKeys.WATCHED_IN, versionId)) {
            return watched.stream()
                    .filter(person -> Boolean.TRUE.equals(person.getProperty(SuspensionKeys.SUSPENDED, null)))
                    .count();
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
                        row -> new RegimeCount(text(row, "regime"), text(row, "decision"), (Long) row.get("n")));
    }

    @Override
    public List<DecidedEpisode> episodes(String familyId, String after, long limit) {
        return new EpisodePages(tx, nodes.family(familyId)).read(after, limit);
    }

    private <T> List<T> ofFamily(String query, String familyId, Function<Map<String, Object>, T> reading) {
        nodes.family(familyId);
        return ReportQuery.named(query).run(tx, Map.of("metaPolicyId", familyId), reading);
    }

    private static VersionOverview version(Map<String, Object> row) {
        return new VersionOverview(
                text(row, "versionId"),
                text(row, "versionTag"),
                text(row, "status"),
                number(row, "trustScore"),
                number(row, "trustLower"),
                number(row, "trustUpper"),
                row.get("n") instanceof Number n ? n.longValue() : 0,
                (Boolean) row.get("isDefault"),
                (Boolean) row.get("isFallback"),
                text(row, "parentVersionId"),
                time(row, "createdAt"),
                (Boolean) row.get("governed"),
                text(row, "createdBy"),
                text(row, "policyId"),
                text(row, "hyperparams"),
                text(row, "reasoning"),
                contexts(row.get("contexts")));
    }

    private static List<Map<String, Object>> contexts(Object rows) {
        List<Map<String, Object>> contexts = new ArrayList<>();
        for (Object row : (List<?>) rows) {
            Map<String, Object> context = new LinkedHashMap<>();
            ((Map<?, ?>) row).forEach((key, value) -> context.put(key.toString(), value));
            contexts.add(context);
        }
        return contexts;
    }

    private static LineageVersion lineageVersion(Map<String, Object> row) {
        return new LineageVersion(
                text(row, "versionId"),
                text(row, "versionTag"),
                text(row, "parentVersionId"),
                text(row, "status"),
                number(row, "trustScore"),
                text(row, "reason"),
                time(row, "createdAt"),
                text(row, "hyperparams"),
                text(row, "parentHyperparams"),
                text(row, "parametersHash"),
                text(row, "parentParametersHash"),
                actions(row.get("changedParameters")),
                actions(row.get("changedParentParameters")),
                parameterWords(row.get("changedParentParameters"), row.get("changedParameters")));
    }

    private static List<String> parameterWords(Object from, Object to) {
        try {
            Map<String, Object> before = from instanceof String json ? CanonicalJson.parse(json) : null;
            Map<String, Object> after = to instanceof String json ? CanonicalJson.parse(json) : null;
            return from == null && to == null
                    ? List.of()
                    : before == null || after == null ? OTHER_FORM : ChangeWords.between(before, after);
        } catch (JsonParseException opaque) {
            return OTHER_FORM;
        }
    }

    /** The actions that parameters choose from, in order; empty where they are none that name some. */
    private static List<String> actions(Object parameters) {
        try {
            Map<String, Object> parsed = parameters instanceof String json ? CanonicalJson.parse(json) : null;
            return parsed != null && parsed.get("actions") instanceof Map<?, ?> models
                    ? models.keySet().stream().map(String::valueOf).sorted().toList()
                    : List.of();
        } catch (JsonParseException edited) {
            return List.of();
        }
    }

    /** An id that somebody wrote as a number is shown as a text. */
    static String text(Map<String, Object> row, String column) {
        return row.get(column) == null ? null : String.valueOf(row.get(column));
    }

    private static Double number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Number number ? (Double) number.doubleValue() : null;
    }

    /** Null where somebody wrote something else than a datetime. */
    static ZonedDateTime time(Map<String, Object> row, String column) {
        return row.get(column) instanceof ZonedDateTime time ? time : null;
    }
}
