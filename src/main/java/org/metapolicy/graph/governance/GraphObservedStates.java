package org.metapolicy.graph.governance;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.Schema.Version;
import org.metapolicy.graph.SnapshotNodes;
import org.metapolicy.graph.SuspensionKeys;
import org.metapolicy.graph.Values;
import org.metapolicy.graph.people.PersonSuspensions;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.ContextLimit;
import org.metapolicy.trail.ObservedState;
import org.metapolicy.trail.ObservedStates;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.TakenOver;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Reads the state that a chain governs by the core API. */
public final class GraphObservedStates implements ObservedStates {
    private final Transaction tx;
    private final GovernedNodes nodes;

    public GraphObservedStates(Transaction tx) {
        this.tx = tx;
        this.nodes = new GovernedNodes(tx);
    }

    @Override
    public ObservedState observe(Chain chain) {
        return chain.familyId() == null
                ? nodes.settings()
                        .map(GraphObservedStates::settings)
                        .orElse(ObservedState.ofSettings(0, null, List.of()))
                : family(nodes.family(chain.familyId()));
    }

    @Override
    public List<StoredEvent> lastEvents() {
        try (var families = tx.findNodes(Labels.MetaPolicy)) {
            return families.stream()
                    .flatMap(family -> GovernedNodes.ends(family, Types.LAST_EVENT).stream())
                    .map(GraphTrail::stored)
                    .toList();
        }
    }

    private static ObservedState settings(Node node) {
        Object approvers = Values.ofDomain(node).getOrDefault(FamilyProperties.APPROVERS, List.of());
        return ObservedState.ofSettings(
                GovernedNodes.events(node),
                CanonicalJson.of("settings", Map.of(FamilyProperties.APPROVERS, approvers)),
                LinkCheck.ofSettings(node));
    }

    private ObservedState family(Node family) {
        List<Node> versions = GovernedNodes.ends(family, Types.HAS_VERSION);
        List<Node> live = GovernedNodes.ends(family, Types.HAS_LIVE_VERSION);
        List<Node> candidates = GovernedNodes.ends(family, Types.HAS_CANDIDATE_VERSION);
        Map<String, Map<String, Double>> snapshots = new HashMap<>();
        Map<String, String> notes = new HashMap<>();
        for (Node version : versions) {
            for (Node snapshot : GovernedNodes.ends(version, Types.HAS_TRUST_STATE)) {
                snapshots.put(GovernedNodes.id(snapshot), Values.figures(snapshot));
                if (snapshot.hasProperty(Schema.NOTES)) {
                    notes.put(GovernedNodes.id(snapshot), String.valueOf(snapshot.getProperty(Schema.NOTES)));
                }
            }
        }
        return new ObservedState(
                GovernedNodes.events(family),
                new FamilyProperties(Values.ofDomain(family)).json(),
                ids(family, Types.DEFAULT_POLICY),
                ids(family, Types.FALLBACK_POLICY),
                versions.stream()
                        .map(node -> version(node, live.contains(node), candidates.contains(node)))
                        .sorted(Comparator.comparing(ObservedState.Version::id))
                        .toList(),
                snapshots,
                notes,
                LinkCheck.ofFamily(tx, family));
    }

    private ObservedState.Version version(Node node, boolean live, boolean candidate) {
        return new ObservedState.Version(
                Optional.ofNullable(GovernedNodes.id(node)).orElse("?"),
                GovernedNodes.text(node, Schema.STATUS),
                live,
                candidate,
                seq(node, Types.MADE_BY),
                seq(node, Types.STATUS_SET_BY),
                VersionReader.contents(node),
                GovernedNodes.text(node, Version.CREATED_BY),
                Values.ofDomain(node).get(Schema.CREATED_AT) instanceof Instant instant ? instant : null,
                GovernedNodes.text(node, Version.PARENT_VERSION_ID),
                GovernedNodes.text(node, Version.REASONING),
                TakenOver.digest(SnapshotNodes.adopted(node)),
                GovernedNodes.texts(node, SuspensionKeys.CONTEXTS),
                new PersonSuspensions(tx).names(String.valueOf(GovernedNodes.id(node))),
                ContextLimit.to(GovernedNodes.texts(node, SuspensionKeys.LIMITED))
                        .text());
    }

    private static long seq(Node version, Types link) {
        return GovernedNodes.ends(version, link).stream()
                .mapToLong(EventChain::seq)
                .max()
                .orElse(0);
    }

    private static List<String> ids(Node family, Types type) {
        return GovernedNodes.ends(family, type).stream()
                .map(node -> String.valueOf(GovernedNodes.id(node)))
                .sorted()
                .toList();
    }
}
