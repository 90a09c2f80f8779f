package org.metapolicy.graph.selection;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.metapolicy.counterfactual.NearestCentroid;
import org.metapolicy.graph.Centroids;
import org.metapolicy.graph.FamilySettings;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.KnownMoves;
import org.metapolicy.graph.Moves;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.SuspensionKeys;
import org.metapolicy.graph.figures.Figures;
import org.metapolicy.graph.figures.FiguresTable;
import org.metapolicy.graph.read.Constants;
import org.metapolicy.graph.read.Keys;
import org.metapolicy.graph.read.NodeReader;
import org.metapolicy.graph.read.Values;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Mode;
import org.metapolicy.policy.RiskTier;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.Shown;
import org.metapolicy.policy.Times;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.Place;
import org.metapolicy.selection.VersionStanding;
import org.metapolicy.trail.ContextLimit;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** One walk from a family to what a decision of it rests on. */
final class FamilyReading {
    private static final Keys NAMED = Keys.of(Schema.ID);
    private static final Keys OF_VERSION =
            Keys.of(Schema.ID, Schema.STATUS, SuspensionKeys.CONTEXTS, SuspensionKeys.LIMITED);

    private static final Constants<VersionStatus> STATUSES = Constants.of(VersionStatus.class);

    private final Transaction tx;
    private final NodeReader reader;
    private final Node family;
    private final Clock clock;
    private final Linked linked;
    private final Map<String, Object> own;
    private Values named;
    private Settings settings;

    /** @param found the family, and keeps what it has for who else asks */
    FamilyReading(Transaction tx, NodeReader reader, FoundFamily found, Clock clock) {
        this.tx = tx;
        this.reader = reader;
        this.family = found.node();
        this.clock = clock;
        this.own = found.read(reader);
        this.linked = Linked.of(reader);
    }

    Candidates at(Place place) {
        String cluster = cluster(place);
        return candidates(new TableRead(reader, linked.evidence(), cluster), cluster, place, true);
    }

    /** The same without what scores are made of, where the choice goes by expected value. */
    Candidates toChoose(Place place) {
        String cluster = cluster(place);
        TableRead table = new TableRead(reader, linked.evidence(), cluster);
        if (table.exists() && settings().choice(Setting.SELECTION).equals("VALUE")) {
            Candidates unscored = candidates(table, cluster, place, false);
            if (unscored.byValue()) {
                return unscored;
            }
        }
        return candidates(table, cluster, place, true);
    }

    private Candidates candidates(TableRead table, String cluster, Place place, boolean scored) {
        Suspensions suspensions = new Suspensions(tx, place.whom());
        return candidates(
                table, standings(table, scored, (version, read) -> suspensions.of(version, read, family, cluster)));
    }

    /** In each of these contexts, of which there is one at least, as if no version were suspended. */
    Map<String, Candidates> inEach(List<String> clusters) {
        List<Standing> standings =
                standings(new TableRead(reader, linked.evidence(), null), true, (version, read) -> null);
        Map<String, Candidates> each = new LinkedHashMap<>();
        clusters.forEach(
                cluster -> each.put(cluster, candidates(new TableRead(reader, linked.evidence(), cluster), standings)));
        return each;
    }

    private List<Standing> standings(TableRead table, boolean scored, BiFunction<Node, Values, String> barred) {
        KnownMoves moves = KnownMoves.of(table.knownMoves(), reader.number(family), own.get(Schema.ID));
        FiguresTable figures = table.figures(scored, own.get(GovernedNodes.EVENTS) instanceof Long events ? events : 0);
        List<Standing> standings = new ArrayList<>(linked.versions().size());
        linked.versions().forEach((version, how) -> {
            reader.to(version);
            Values read = reader.values(OF_VERSION);
            VersionLinks links = VersionLinks.of(reader, version);
            VersionStatus status = STATUSES.in(read, Schema.STATUS);
            Object id = read.get(Schema.ID);
            standings.add(new Standing(
                    version,
                    name(id, version),
                    status,
                    how.agreesWith(status)
                            && links.belongTo(family)
                            && (isKnown(moves, version, id, status, read, links) || isGiven(version, read, links)),
                    barred.apply(version, read),
                    figures(figures, version, id, links.evidence(), scored)));
        });
        return standings;
    }

    /** From where they stand together, or else from the version's own. */
    private Figures figures(FiguresTable together, Node version, Object id, Node evidence, boolean scored) {
        Figures said =
                evidence == null ? null : together.find(reader.number(version), id, evidence, reader.number(evidence));
        return said == null ? Figures.of(reader, evidence, scored) : said;
    }

    private Candidates candidates(TableRead table, List<Standing> standings) {
        TableRead.Cells cells = table.cells();
        List<VersionStanding> versions = new ArrayList<>(standings.size());
        String defaultId = null;
        String fallbackId = null;
        for (Standing standing : standings) {
            versions.add(standing.in(cells));
            defaultId = standing.node().equals(linked.defaultVersion()) ? standing.id() : defaultId;
            fallbackId = standing.node().equals(linked.fallback()) ? standing.id() : fallbackId;
        }
        boolean approvals = approvalsHold(own.get(Schema.Family.HIGH_AFFECT_UNTIL));
        return new Candidates(
                name(own.get(Schema.ID), family),
                required(FamilyStatus.class, Schema.STATUS),
                required(Mode.class, Schema.Family.MODE),
                required(RiskTier.class, Schema.Family.RISK_TIER),
                approvals && Boolean.TRUE.equals(own.get(Schema.Family.HIGH_AFFECT_APPROVED)),
                settings(),
                table.resolved(),
                defaultId,
                fallbackId,
                versions,
                approvals && own.get(Schema.Family.HIGH_AFFECT_SEGMENTS) instanceof String[] segments
                        ? List.of(segments)
                        : List.of(),
                null);
    }

    private Settings settings() {
        if (settings == null) {
            settings = FamilySettings.of(own);
        }
        return settings;
    }

    /** Whether approvals of acting under a high load have not ended; an end that cannot be read has come. */
    private boolean approvalsHold(Object until) {
        return until == null
                || Times.instant(until)
                        .filter(end -> clock.instant().isBefore(end))
                        .isPresent();
    }

    /** Whether that is known which {@link #isGiven} reads. */
    private boolean isKnown(
            KnownMoves moves, Node version, Object id, VersionStatus status, Values read, VersionLinks links) {
        return id instanceof String named
                && links.setBy() != null
                && !read.has(SuspensionKeys.LIMITED)
                && moves.gave(reader.number(version), named, status, reader.number(links.setBy()));
    }

    /** Whether a move in the family's trail, not somebody's SET, gave a version of it this status and limit. */
    private boolean isGiven(Node version, Values read, VersionLinks links) {
        Moves.Given given = Moves.lastGiven(reader, version, links.setBy(), read, family, named());
        return given.status() && Objects.equals(limit(read.get(SuspensionKeys.LIMITED)), given.limitedTo());
    }

    /** What events are compared with; goes to the family the first time, as few decisions ask. */
    private Values named() {
        if (named == null) {
            reader.to(family);
            named = reader.values(NAMED);
        }
        return named;
    }

    /** Something else than a list of contexts says that it may serve in none. */
    private static String limit(Object limited) {
        if (limited == null) {
            return null;
        }
        return ContextLimit.to(limited instanceof String[] contexts ? List.of(contexts) : List.of())
                .text();
    }

    /** The cluster that an episode of this context will be counted in, as far as that is known beforehand. */
    private String cluster(Place place) {
        return place.cluster() != null || place.vector() == null
                ? place.cluster()
                : Centroids.of(family)
                        .flatMap(centroids -> new NearestCentroid(centroids).nearest(place.vector()))
                        .orElse(null);
    }

    private static String name(Object id, Node node) {
        return id == null ? node.getElementId() : id.toString();
    }

    private <E extends Enum<E>> E required(Class<E> type, String key) {
        Object value = own.get(key);
        E constant = Readings.constant(type, value);
        if (constant == null) {
            throw new Conflict("meta-policy '" + own.get(Schema.ID) + "' has " + key + " " + Shown.withType(value)
                    + ": it must be one of " + List.of(type.getEnumConstants()));
        }
        return constant;
    }

    /** What was read of a version. */
    private record Standing(
            Node node, String id, VersionStatus status, boolean governed, String barred, Figures figures) {
        VersionStanding in(TableRead.Cells cells) {
            return new VersionStanding(id, status, governed, figures == null ? null : cells.in(figures, id), barred);
        }
    }
}
