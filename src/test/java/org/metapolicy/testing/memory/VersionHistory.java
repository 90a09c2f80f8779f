package org.metapolicy.testing.memory;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.metapolicy.evidence.VersionFigures;
import org.metapolicy.governance.Succession;
import org.metapolicy.governance.VersionState;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Shown;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.testing.memory.MemoryGraph.Event;
import org.metapolicy.testing.memory.MemoryGraph.Family;
import org.metapolicy.testing.memory.MemoryGraph.Version;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.TakenOver;
import org.metapolicy.trail.VersionContents;
import org.metapolicy.trust.KnownTrust;

/** A version with what its family's trail says of it. */
final class VersionHistory {
    static final String STATUS = "status";
    static final String POLICY = "policy_id";
    static final String TAG = "version_tag";
    static final String HYPERPARAMS = "hyperparams";
    static final String PARAMETERS = "parameters_blob";
    static final String PARAMETERS_HASH = "parameters_hash";
    static final String CONTEXT_DIM = "context_dim";
    static final String CREATED_BY = "created_by";
    static final String CREATED_AT = "created_at";
    static final String PARENT = "parent_version_id";
    static final String REASONING = "reasoning";

    private final MemoryGraph graph;
    private final Version version;
    private final Family family;
    /** The family's events that set the version's status, the latest first. */
    private final List<Event> moves;

    VersionHistory(MemoryGraph graph, Version version) {
        this.graph = graph;
        this.version = version;
        this.family = graph.familiesOf(version.id).get(0);
        this.moves = family.events.stream()
                .filter(event -> event.about.contains(version.id))
                .filter(event -> family.id.equals(event.text(EventKey.FAMILY_ID)))
                .filter(event -> event.properties.containsKey(EventKey.TO_STATUS))
                .sorted(Comparator.comparingLong(Event::seq).reversed())
                .toList();
    }

    VersionState state() {
        VersionStatus recorded = moves.isEmpty()
                ? null
                : status(moves.get(0).text(EventKey.TO_STATUS)).orElse(null);
        return new VersionState(
                version.id,
                family.id,
                status(),
                recorded,
                recorded == VersionStatus.PAUSED ? beforePause(moves.get(0)) : null,
                makers(),
                version.text(PARAMETERS_HASH),
                family.defaults.contains(version.id),
                family.fallbacks.contains(version.id));
    }

    Optional<String> contentsChange() {
        return moves.isEmpty()
                ? Optional.of("is ungoverned: it was linked by hand")
                : contents(version).changeSince(graph.stored(moves.get(moves.size() - 1)));
    }

    Succession.Heir heir() {
        Optional<VersionFigures> figures = version.evidence == null ? Optional.empty() : version.evidence.figures();
        VersionStatus status = status(version.text(STATUS)).orElse(null);
        return new Succession.Heir(
                status,
                figures.map(known ->
                                KnownTrust.served(known.known().orElse(null), known.trustScore(), known.nSinceResume()))
                        .orElse(null),
                figures.map(VersionFigures::alarm).orElse(false),
                status == VersionStatus.LIVE && contentsChange().isPresent());
    }

    static VersionContents contents(Version version) {
        return new VersionContents(
                version.text(POLICY),
                version.text(TAG),
                Optional.ofNullable(version.text(HYPERPARAMS)).orElse("{}"),
                Optional.ofNullable(version.text(PARAMETERS)).orElse("{}"),
                version.text(PARAMETERS_HASH),
                version.properties.get(CONTEXT_DIM) instanceof Long dim ? dim : null);
    }

    private VersionStatus status() {
        return status(version.text(STATUS))
                .orElseThrow(() -> new Conflict(
                        "version '" + version.id + "' has status " + Shown.withType(version.properties.get(STATUS))
                                + ": it must be one of " + List.of(VersionStatus.values())));
    }

    private Set<String> makers() {
        Set<String> makers = new HashSet<>();
        Optional.ofNullable(version.text(CREATED_BY)).ifPresent(makers::add);
        moves.stream()
                .filter(event -> Stream.of(
                                GovernanceAction.REGISTERED, GovernanceAction.SPAWNED, GovernanceAction.ADOPTED)
                        .anyMatch(making -> making.name().equals(event.text(EventKey.ACTION))))
                .map(event -> event.text(EventKey.ACTOR))
                .forEach(makers::add);
        moves.stream()
                .flatMap(event -> TakenOver.formerMaker(graph.stored(event)).stream())
                .forEach(makers::add);
        return makers;
    }

    private static VersionStatus beforePause(Event event) {
        return GovernanceAction.ADOPTED.name().equals(event.text(EventKey.ACTION))
                ? VersionStatus.CANDIDATE
                : status(event.text(EventKey.FROM_STATUS)).orElse(null);
    }

    private static Optional<VersionStatus> status(String name) {
        return Stream.of(VersionStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst();
    }
}
