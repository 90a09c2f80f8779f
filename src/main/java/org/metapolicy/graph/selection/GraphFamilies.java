package org.metapolicy.graph.selection;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.metapolicy.evidence.ContextClusters;
import org.metapolicy.graph.Centroids;
import org.metapolicy.graph.FamilySettings;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Moves;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.SuspensionKeys;
import org.metapolicy.graph.evidence.KnownFigures;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Mode;
import org.metapolicy.policy.RiskTier;
import org.metapolicy.policy.Shown;
import org.metapolicy.policy.Times;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.Evidence;
import org.metapolicy.selection.Families;
import org.metapolicy.selection.Place;
import org.metapolicy.selection.VersionStanding;
import org.metapolicy.trail.ContextLimit;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Reads what selection needs by the core API. Walks only the relationships that lead to versions which can be chosen, so
 * that its cost does not grow with the retired ones.
 */
public final class GraphFamilies implements Families {
    private final Transaction tx;
    private final Clock clock;

    /** @param clock tells whether an approval has ended */
    public GraphFamilies(Transaction tx, Clock clock) {
        this.tx = tx;
        this.clock = clock;
    }

    @Override
    public Optional<Candidates> find(String metaPolicyId, Place place) {
        return metaPolicyId == null
                ? Optional.empty()
                : Optional.ofNullable(tx.findNode(Labels.MetaPolicy, Schema.ID, metaPolicyId))
                        .map(family -> read(family, place));
    }

    /**
     * A family as {@link #find} gives it in each of these contexts, as if none of its versions were suspended: read once but for
     * what is tabulated there.
     *
     * @return by cluster, in their order; empty where there is no such family
     */
    Map<String, Candidates> inEach(String metaPolicyId, List<String> clusters) {
        Node family = tx.findNode(Labels.MetaPolicy, Schema.ID, metaPolicyId);
        Map<String, Candidates> each = new LinkedHashMap<>();
        if (family == null || clusters.isEmpty()) {
            return each;
        }
        Linked linked = Linked.of(family);
        Map<String, Object> own = family.getAllProperties();
        TableRead first = new TableRead(linked.evidence(), clusters.get(0));
        List<Standing> standings = standings(family, linked, own, first, version -> null);
        clusters.forEach(cluster -> each.put(
                cluster, candidates(family, linked, own, new TableRead(linked.evidence(), cluster), standings)));
        return each;
    }

    private Candidates read(Node family, Place place) {
        Linked linked = Linked.of(family);
        Map<String, Object> own = family.getAllProperties();
        String cluster = cluster(family, place);
        TableRead table = new TableRead(linked.evidence(), cluster);
        Suspensions suspensions = new Suspensions(tx, place.whom());
        return candidates(
                family,
                linked,
                own,
                table,
                standings(family, linked, own, table, version -> suspensions.of(version, family, cluster)));
    }

    private List<Standing> standings(
            Node family, Linked linked, Map<String, Object> own, TableRead table, Function<Node, String> barred) {
        List<Standing> standings = new ArrayList<>(linked.versions().size());
        linked.versions().forEach((version, how) -> {
            Object id = version.getProperty(Schema.ID, null);
            VersionStatus status = Readings.constant(VersionStatus.class, version.getProperty(Schema.STATUS, null));
            VersionLinks links = VersionLinks.of(version);
            standings.add(new Standing(
                    id == null ? version.getElementId() : id.toString(),
                    status,
                    how.agreesWith(status) && isGoverned(version, links, id, family, own.get(Schema.ID), status),
                    barred.apply(version),
                    figures(links.evidence(), table)));
        });
        return standings;
    }

    private Candidates candidates(
            Node family, Linked linked, Map<String, Object> own, TableRead table, List<Standing> standings) {
        TableRead.Cells cells = table.cells();
        List<VersionStanding> versions =
                standings.stream().map(standing -> standing.in(cells)).toList();
        boolean approvals = approvalsHold(own.get(Schema.Family.HIGH_AFFECT_UNTIL));
        return new Candidates(
                id(family),
                required(FamilyStatus.class, own, Schema.STATUS),
                required(Mode.class, own, Schema.Family.MODE),
                required(RiskTier.class, own, Schema.Family.RISK_TIER),
                approvals && Boolean.TRUE.equals(own.get(Schema.Family.HIGH_AFFECT_APPROVED)),
                FamilySettings.of(own),
                table.resolved(),
                linked.defaultVersion() == null ? null : id(linked.defaultVersion()),
                linked.fallback() == null ? null : id(linked.fallback()),
                versions,
                approvals && own.get(Schema.Family.HIGH_AFFECT_SEGMENTS) instanceof String[] segments
                        ? List.of(segments)
                        : List.of(),
                null);
    }

    /** Whether approvals of acting under a high load have not ended; an end that cannot be read has come. */
    private boolean approvalsHold(Object until) {
        return until == null
                || Times.instant(until)
                        .filter(end -> clock.instant().isBefore(end))
                        .isPresent();
    }

    /** Whether the node is a version of this family and a move in its trail, not somebody's SET, gave it this status and limit. */
    private static boolean isGoverned(
            Node version, VersionLinks links, Object id, Node family, Object familyId, VersionStatus status) {
        if (!links.belongTo(family)) {
            return false;
        }
        Moves.Given given = Moves.lastGiven(version, links.setBy(), id, family, familyId);
        return status.name().equals(given.status()) && Objects.equals(limit(version), given.limitedTo());
    }

    private static String limit(Node version) {
        return version.hasProperty(SuspensionKeys.LIMITED)
                ? ContextLimit.to(GovernedNodes.texts(version, SuspensionKeys.LIMITED))
                        .text()
                : null;
    }

    /** The cluster that an episode of this context will be counted in, as far as that is known beforehand. */
    private static String cluster(Node family, Place place) {
        return place.cluster() != null || place.vector() == null
                ? place.cluster()
                : Centroids.of(family)
                        .flatMap(centroids -> ContextClusters.nearest(centroids, place.vector()))
                        .orElse(null);
    }

    /** What was read of a version. */
    private record Standing(String id, VersionStatus status, boolean governed, String barred, Figures figures) {
        VersionStanding in(TableRead.Cells cells) {
            return new VersionStanding(
                    id,
                    status,
                    governed,
                    figures == null ? null : cells.in(figures.evidence(), id, figures.node(), figures.read()),
                    barred);
        }
    }

    /** A version's evidence, but for what is tabulated of it. */
    private record Figures(Node node, Map<String, Object> read, Evidence evidence) {}

    /** Null where it has none. */
    private static Figures figures(Node evidence, TableRead table) {
        if (evidence == null || !evidence.hasLabel(Labels.VersionEvidence)) {
            return null;
        }
        Map<String, Object> figures = evidence.getProperties(table.keys());
        // An alarm that cannot be read is as bad as one: without it there is no record.
        return figures.get(Schema.Evidence.ALARM) instanceof Boolean alarm
                ? new Figures(evidence, figures, evidence(figures, alarm))
                : null;
    }

    private static Evidence evidence(Map<String, Object> figures, boolean alarm) {
        return new Evidence(
                figure(figures.get(Schema.Evidence.TRUST_SCORE)),
                figure(figures.get(Schema.Evidence.TRUST_LOWER)),
                figure(figures.get(Schema.Evidence.SAFETY_NORM)),
                count(figures.get(Schema.Evidence.N)),
                count(figures.get(Schema.Evidence.N_SINCE_RESUME)),
                count(figures.get(Schema.Evidence.N_TOTAL)),
                figure(figures.get(Schema.Evidence.REWARD_MEAN)),
                alarm,
                KnownFigures.read(figures).orElse(null),
                null);
    }

    private static String id(Node node) {
        Object id = node.getProperty(Schema.ID, null);
        return id == null ? node.getElementId() : id.toString();
    }

    private static Double figure(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue())
                ? (Double) number.doubleValue()
                : null;
    }

    private static long count(Object value) {
        return value instanceof Number number ? Math.max(0, number.longValue()) : 0;
    }

    private static <E extends Enum<E>> E required(Class<E> type, Map<String, Object> family, String key) {
        Object value = family.get(key);
        E constant = Readings.constant(type, value);
        if (constant == null) {
            throw new Conflict("meta-policy '" + family.get(Schema.ID) + "' has " + key + " " + Shown.withType(value)
                    + ": it must be one of " + List.of(type.getEnumConstants()));
        }
        return constant;
    }
}
