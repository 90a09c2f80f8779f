package org.metapolicy.graph.governance;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.governance.Succession;
import org.metapolicy.governance.VersionState;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.KnownMoves;
import org.metapolicy.graph.Moves;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Evidence;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.Schema.Version;
import org.metapolicy.graph.SuspensionKeys;
import org.metapolicy.graph.figures.KnownFigures;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Shown;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.TakenOver;
import org.metapolicy.trail.VersionContents;
import org.metapolicy.trust.KnownTrust;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Reads a version with what its family's trail says of it. */
final class VersionReader {
    private static final Set<String> MAKING = Set.of(
            GovernanceAction.REGISTERED.name(), GovernanceAction.SPAWNED.name(), GovernanceAction.ADOPTED.name());

    private VersionReader() {}

    /** What decisions still serve, as its move is known, can be stopped, though somebody has damaged the event. */
    static VersionState read(Transaction tx, Node version) {
        String id = GovernedNodes.id(version);
        Node family = GovernedNodes.starts(version, Types.HAS_VERSION).get(0);
        String familyId = GovernedNodes.id(family);
        Optional<Node> last = Moves.last(version, family);
        Optional<Node> pause =
                last.filter(event -> VersionStatus.PAUSED.name().equals(GovernedNodes.text(event, EventKey.TO_STATUS)));
        return new VersionState(
                id,
                familyId,
                status(version),
                last.map(event -> status(event, EventKey.TO_STATUS))
                        .or(() -> KnownMoves.standing(tx, version, family))
                        .orElse(null),
                pause.map(VersionReader::beforePause).orElse(null),
                makers(version, Moves.first(version, family)),
                GovernedNodes.text(version, Version.PARAMETERS_HASH),
                GovernedNodes.ends(family, Types.DEFAULT_POLICY).contains(version),
                GovernedNodes.ends(family, Types.FALLBACK_POLICY).contains(version));
    }

    static VersionContents contents(Node version) {
        return new VersionContents(
                GovernedNodes.text(version, Version.POLICY_ID),
                GovernedNodes.text(version, Version.VERSION_TAG),
                Optional.ofNullable(GovernedNodes.text(version, Version.HYPERPARAMS))
                        .orElse("{}"),
                Optional.ofNullable(GovernedNodes.text(version, Version.PARAMETERS_BLOB))
                        .orElse("{}"),
                GovernedNodes.text(version, Version.PARAMETERS_HASH),
                version.getProperty(Version.CONTEXT_DIM, null) instanceof Long dim ? dim : null);
    }

    /**
     * The contexts in which a version is suspended, sorted.
     *
     * @throws Conflict if what stands there is no list of texts: then the version is barred, and nothing is written over it
     */
    static List<String> suspendedContexts(Node version) {
        SuspensionKeys.unreadable(version, SuspensionKeys.CONTEXTS).ifPresent(problem -> {
            throw new Conflict(problem);
        });
        return GovernedNodes.texts(version, SuspensionKeys.CONTEXTS).stream()
                .sorted()
                .toList();
    }

    /** How the version's contents differ from what the first event about it recorded; empty where they do not. */
    static Optional<String> contentsChange(Node version) {
        Node family = GovernedNodes.starts(version, Types.HAS_VERSION).get(0);
        return Moves.first(version, family)
                .map(made -> contents(version).changeSince(GraphTrail.stored(made)))
                .orElse(Optional.of("is ungoverned: it was linked by hand"));
    }

    static Succession.Heir heir(Node version) {
        Optional<Node> evidence =
                GovernedNodes.ends(version, Types.HAS_EVIDENCE).stream().findFirst();
        // Not one that is named in its place: whoever is stopped is stopped whatever stands at another one.
        VersionStatus status = status(version, Schema.STATUS);
        return new Succession.Heir(
                status,
                evidence.map(node -> KnownTrust.served(
                                KnownFigures.read(node).orElse(null),
                                GovernedNodes.figure(node, Evidence.TRUST_SCORE),
                                GovernedNodes.integer(node, Evidence.N_SINCE_RESUME)))
                        .orElse(null),
                // An alarm that cannot be read is as bad as one, as for decisions.
                evidence.map(node -> !Boolean.FALSE.equals(node.getProperty(Evidence.ALARM, null)))
                        .orElse(false),
                status == VersionStatus.LIVE && contentsChange(version).isPresent());
    }

    static VersionStatus status(Node version) {
        VersionStatus status = status(version, Schema.STATUS);
        if (status == null) {
            throw new Conflict("version '" + GovernedNodes.id(version) + "' has status "
                    + Shown.withType(version.getProperty(Schema.STATUS, null)) + ": it must be one of "
                    + List.of(VersionStatus.values()));
        }
        return status;
    }

    private static Set<String> makers(Node version, Optional<Node> made) {
        Set<String> makers = new HashSet<>();
        Optional.ofNullable(GovernedNodes.text(version, Version.CREATED_BY)).ifPresent(makers::add);
        made.stream()
                .filter(event -> Optional.ofNullable(GovernedNodes.text(event, EventKey.ACTION))
                        .filter(MAKING::contains)
                        .isPresent())
                .flatMap(event -> Optional.ofNullable(GovernedNodes.text(event, EventKey.ACTOR)).stream())
                .forEach(makers::add);
        made.flatMap(event -> TakenOver.formerMaker(GraphTrail.stored(event))).ifPresent(makers::add);
        return makers;
    }

    /** A version that was taken over out of service comes back as a candidate, whatever it had been. */
    private static VersionStatus beforePause(Node event) {
        return GovernanceAction.ADOPTED.name().equals(GovernedNodes.text(event, EventKey.ACTION))
                ? VersionStatus.CANDIDATE
                : status(event, EventKey.FROM_STATUS);
    }

    private static VersionStatus status(Node node, String key) {
        String name = GovernedNodes.text(node, key);
        for (VersionStatus status : VersionStatus.values()) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        return null;
    }
}
