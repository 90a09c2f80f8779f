package org.metapolicy.graph.selection;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.evidence.ContextClusters;
import org.metapolicy.graph.Centroids;
import org.metapolicy.graph.FamilySettings;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Moves;
import org.metapolicy.graph.ProspectNodes;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
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
import org.metapolicy.trail.EventKey;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
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

    private Candidates read(Node family, Place place) {
        Set<Node> live = ends(family, Types.HAS_LIVE_VERSION);
        Set<Node> candidates = ends(family, Types.HAS_CANDIDATE_VERSION);
        Node defaultVersion = only(family, Types.DEFAULT_POLICY);
        Node fallback = only(family, Types.FALLBACK_POLICY);
        Set<Node> all = new HashSet<>(live);
        all.addAll(candidates);
        addIfAny(all, defaultVersion);
        addIfAny(all, fallback);

        Node counted = only(family, Types.HAS_EVIDENCE);
        Long table = counted == null ? null : ProspectNodes.table(counted);
        String cluster = cluster(family, place);
        int column = table == null ? -1 : ProspectNodes.place(counted, cluster);
        Suspensions suspensions = new Suspensions(tx, place.whom());
        List<VersionStanding> versions = new ArrayList<>(all.size());
        for (Node version : all) {
            VersionStatus status = Readings.constant(VersionStatus.class, version.getProperty(Schema.STATUS, null));
            boolean linked = status == VersionStatus.LIVE && live.contains(version)
                    || status == VersionStatus.CANDIDATE && candidates.contains(version);
            boolean governed = linked && isGoverned(version, family, status);
            versions.add(new VersionStanding(
                    id(version),
                    status,
                    governed,
                    evidence(version, table, column),
                    suspensions.of(version, family, cluster)));
        }
        boolean approvals = approvalsHold(family);
        return new Candidates(
                id(family),
                required(FamilyStatus.class, family, Schema.STATUS),
                required(Mode.class, family, Schema.Family.MODE),
                required(RiskTier.class, family, Schema.Family.RISK_TIER),
                approvals && Boolean.TRUE.equals(family.getProperty(Schema.Family.HIGH_AFFECT_APPROVED, null)),
                FamilySettings.of(family),
                counted == null ? 0 : count(counted, Schema.FamilyCount.RESOLVED),
                defaultVersion == null ? null : id(defaultVersion),
                fallback == null ? null : id(fallback),
                versions,
                approvals ? GovernedNodes.texts(family, Schema.Family.HIGH_AFFECT_SEGMENTS) : List.of(),
                null);
    }

    /** Whether approvals of acting under a high load have not ended; an end that cannot be read has come. */
    private boolean approvalsHold(Node family) {
        Object until = family.getProperty(Schema.Family.HIGH_AFFECT_UNTIL, null);
        return until == null
                || Times.instant(until)
                        .filter(end -> clock.instant().isBefore(end))
                        .isPresent();
    }

    /** Whether the node is a version of this family and a move in its trail, not somebody's SET, gave it this status and limit. */
    private static boolean isGoverned(Node version, Node family, VersionStatus status) {
        return Moves.isVersionOf(version, family)
                && Moves.last(version, family)
                        .filter(event -> status.name().equals(GovernedNodes.text(event, EventKey.TO_STATUS))
                                && Objects.equals(
                                        ContextLimit.to(GovernedNodes.texts(version, SuspensionKeys.LIMITED))
                                                .text(),
                                        GovernedNodes.text(event, EventKey.LIMITED_TO)))
                        .isPresent();
    }

    /** The cluster that an episode of this context will be counted in, as far as that is known beforehand. */
    private static String cluster(Node family, Place place) {
        return place.cluster() != null || place.vector() == null
                ? place.cluster()
                : Centroids.of(family)
                        .flatMap(centroids -> ContextClusters.nearest(centroids, place.vector()))
                        .orElse(null);
    }

    private static Evidence evidence(Node version, Long table, int column) {
        Node evidence = only(version, Types.HAS_EVIDENCE);
        if (evidence != null && !evidence.hasLabel(Labels.VersionEvidence)) {
            return null;
        }
        // An alarm that cannot be read is as bad as one: without it there is no record.
        if (evidence == null || !(evidence.getProperty(Schema.Evidence.ALARM, null) instanceof Boolean alarm)) {
            return null;
        }
        return new Evidence(
                figure(evidence, Schema.Evidence.TRUST_SCORE),
                figure(evidence, Schema.Evidence.TRUST_LOWER),
                figure(evidence, Schema.Evidence.SAFETY_NORM),
                count(evidence, Schema.Evidence.N),
                count(evidence, Schema.Evidence.N_SINCE_RESUME),
                count(evidence, Schema.Evidence.N_TOTAL),
                figure(evidence, Schema.Evidence.REWARD_MEAN),
                alarm,
                KnownFigures.read(evidence).orElse(null),
                ProspectNodes.read(evidence, table, column),
                ProspectNodes.trust(evidence, table, column));
    }

    private static Set<Node> ends(Node from, Types type) {
        Set<Node> ends = new HashSet<>();
        try (var relationships = from.getRelationships(Direction.OUTGOING, type)) {
            for (Relationship relationship : relationships) {
                ends.add(relationship.getEndNode());
            }
        }
        return ends;
    }

    /** The one end, or null where there is none or where several contradict each other. */
    private static Node only(Node from, Types type) {
        Set<Node> ends = ends(from, type);
        return ends.size() == 1 ? ends.iterator().next() : null;
    }

    private static void addIfAny(Set<Node> nodes, Node node) {
        if (node != null) {
            nodes.add(node);
        }
    }

    private static String id(Node node) {
        return String.valueOf(node.getProperty(Schema.ID, node.getElementId()));
    }

    private static Double figure(Node node, String key) {
        return node.getProperty(key, null) instanceof Number number && Double.isFinite(number.doubleValue())
                ? number.doubleValue()
                : null;
    }

    private static long count(Node node, String key) {
        return node.getProperty(key, null) instanceof Number number ? Math.max(0, number.longValue()) : 0;
    }

    private static <E extends Enum<E>> E required(Class<E> type, Node family, String key) {
        Object value = family.getProperty(key, null);
        E constant = Readings.constant(type, value);
        if (constant == null) {
            throw new Conflict("meta-policy '" + id(family) + "' has " + key + " " + Shown.withType(value)
                    + ": it must be one of " + List.of(type.getEnumConstants()));
        }
        return constant;
    }
}
