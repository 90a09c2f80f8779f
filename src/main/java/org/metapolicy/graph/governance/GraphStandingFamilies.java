package org.metapolicy.graph.governance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.governance.adoption.AdoptedFamily;
import org.metapolicy.governance.adoption.AdoptedVersion;
import org.metapolicy.governance.adoption.StandingFamilies;
import org.metapolicy.governance.adoption.StandingFamily;
import org.metapolicy.governance.adoption.StandingVersion;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.RosterLinks;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.Schema.Version;
import org.metapolicy.graph.SuspensionKeys;
import org.metapolicy.graph.Values;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Families that other programs made, by the core API. */
public final class GraphStandingFamilies implements StandingFamilies {
    /** What says who is in service; nobody's decision that the trail could name. */
    private static final List<Types> TAKEN_AWAY =
            List.of(Types.DEFAULT_POLICY, Types.FALLBACK_POLICY, Types.HAS_LIVE_VERSION, Types.HAS_CANDIDATE_VERSION);

    private static final String ONLY_OURS = ", which only metapolicy writes, and no trail: take it away";

    private final Transaction tx;
    private final GovernedNodes nodes;

    public GraphStandingFamilies(Transaction tx) {
        this.tx = tx;
        this.nodes = new GovernedNodes(tx);
    }

    @Override
    public StandingFamily lock(String familyId) {
        Node family = nodes.family(familyId);
        tx.acquireWriteLock(family);
        List<Node> versions = versions(family);
        versions.forEach(tx::acquireWriteLock);
        SortedMap<String, List<String>> links = new TreeMap<>();
        TAKEN_AWAY.forEach(type -> links.put(type.name(), ids(GovernedNodes.ends(family, type))));
        return new StandingFamily(
                familyId,
                Values.ofDomain(family),
                links,
                versions.stream().map(version -> version(family, version)).toList(),
                obstacles(family));
    }

    @Override
    public void takeOver(AdoptedFamily adopted, Instant now) {
        Node family = nodes.family(adopted.id());
        new GraphRegistry(tx).writeFamily(adopted.id(), adopted.governed());
        TAKEN_AWAY.forEach(type -> GovernedNodes.unlink(family, type));
        // Whoever wrote a salt knows it, and could tell the names that are made with it.
        family.getRelationships(Direction.OUTGOING, Types.RUNS_ON_PARTICIPANT, Types.RUNS_ON_GROUP)
                .forEach(link -> link.removeProperty(RosterLinks.SALT));
        GraphRegistry.addEvidence(tx, family);
        adopted.versions().forEach(version -> takeOver(family, version, now));
    }

    private void takeOver(Node family, AdoptedVersion adopted, Instant now) {
        Node version = nodes.version(adopted.version().id());
        for (String key : version.getPropertyKeys()) {
            if (AdoptedVersion.isOwn(key) && !adopted.properties().containsKey(key)) {
                version.removeProperty(key);
            }
        }
        adopted.properties().forEach((key, value) -> {
            // What stays as it is keeps its form too, such as the zone of a time.
            Object stood = version.getProperty(key, null);
            if (!value.equals(Values.ofDomain(version).get(key))
                    || value instanceof String && !(stood instanceof String)) {
                version.setProperty(key, Values.toStored(value));
            }
        });
        GovernedNodes.ends(version, Types.HAS_TRUST_STATE)
                .forEach(snapshot -> snapshot.addLabel(Labels.AdoptedSnapshot));
        new VersionWriter(tx, nodes).govern(family, version, adopted.version(), adopted.status(), now);
    }

    private StandingVersion version(Node family, Node version) {
        return new StandingVersion(
                Values.ofDomain(version),
                ids(GovernedNodes.ends(version, Types.PREVIOUS_VERSION)),
                nodes.find(Labels.PolicyVersion, GovernedNodes.text(version, Version.PARENT_VERSION_ID))
                        .isPresent(),
                GovernedNodes.ends(version, Types.HAS_TRUST_STATE).stream()
                        .map(Values::ofDomain)
                        .toList(),
                obstacles(family, version));
    }

    private static List<String> obstacles(Node family) {
        List<String> obstacles = new ArrayList<>();
        if (GovernedNodes.events(family) > 0 || family.hasRelationship(Direction.OUTGOING, Types.HAS_EVENT)) {
            obstacles.add("is governed already: it has a trail, see metapolicy.audit");
        }
        for (Types type : List.of(Types.HAS_EVIDENCE, Types.HAS_PROPOSAL, Types.LAST_EVENT)) {
            if (family.hasRelationship(Direction.OUTGOING, type)) {
                obstacles.add(
                        "has a link " + type + ", which only metapolicy makes, and no trail: delete where it leads");
            }
        }
        for (String key : List.of(GovernedNodes.EVENTS, EventChain.CLOCK_BACK)) {
            if (family.hasProperty(key)) {
                obstacles.add("has a property " + key + ONLY_OURS);
            }
        }
        obstacles.addAll(scopeObstacles(family, Types.RUNS_ON_PARTICIPANT, Labels.Participant));
        obstacles.addAll(scopeObstacles(family, Types.RUNS_ON_GROUP, Labels.Group));
        return obstacles;
    }

    private static List<String> scopeObstacles(Node family, Types type, Labels label) {
        List<Node> ends = GovernedNodes.ends(family, type);
        boolean readable = ends.stream().allMatch(end -> end.hasLabel(label) && GovernedNodes.id(end) != null)
                && new HashSet<>(ends).size() == ends.size();
        return readable
                ? List.of()
                : List.of("has " + type + " lead to what is no " + label + " with a text as id, or twice to one");
    }

    private static List<String> obstacles(Node family, Node version) {
        List<String> obstacles = new ArrayList<>();
        if (!version.hasLabel(Labels.PolicyVersion)) {
            obstacles.add("is no PolicyVersion: HAS_VERSION must lead to such alone");
        }
        List<Node> families = GovernedNodes.starts(version, Types.HAS_VERSION);
        if (families.size() > 1) {
            obstacles.add("belongs to " + ids(families) + ": HAS_VERSION must lead to it once, from one meta-policy");
        }
        for (Types type : List.of(Types.HAS_EVIDENCE, Types.MADE_BY, Types.STATUS_SET_BY)) {
            if (version.hasRelationship(Direction.OUTGOING, type)) {
                obstacles.add(
                        "has a link " + type + ", which only metapolicy makes, and no trail: delete where it leads");
            }
        }
        for (String key : List.of(SuspensionKeys.CONTEXTS, SuspensionKeys.LIMITED)) {
            if (version.hasProperty(key)) {
                obstacles.add("has a property " + key + ONLY_OURS);
            }
        }
        for (Types type : TAKEN_AWAY) {
            if (GovernedNodes.starts(version, type).stream().anyMatch(other -> !other.equals(family))) {
                obstacles.add("is linked by " + type + " from another node than its meta-policy");
            }
        }
        for (Node parent : GovernedNodes.ends(version, Types.PREVIOUS_VERSION)) {
            if (GovernedNodes.id(parent) == null) {
                obstacles.add("has PREVIOUS_VERSION lead to what has no text as id");
            } else if (!GovernedNodes.starts(parent, Types.HAS_VERSION).contains(family)) {
                obstacles.add("has PREVIOUS_VERSION lead to '" + GovernedNodes.id(parent)
                        + "', which is no version of its meta-policy: it must lead to another one of the same");
            }
        }
        for (Node snapshot : GovernedNodes.ends(version, Types.HAS_TRUST_STATE)) {
            if (!snapshot.hasLabel(Labels.PolicyTrustSnapshot) || snapshot.hasLabel(Labels.AdoptedSnapshot)) {
                obstacles.add("has HAS_TRUST_STATE lead to what is no PolicyTrustSnapshot of before");
            }
        }
        return obstacles;
    }

    /** Each once, in the order in which locks are taken. */
    private static List<Node> versions(Node family) {
        Set<Node> versions = new LinkedHashSet<>(GovernedNodes.ends(family, Types.HAS_VERSION));
        return versions.stream()
                .sorted(Comparator.comparing(node -> String.valueOf(node.getProperty(Schema.ID, ""))))
                .toList();
    }

    private static List<String> ids(List<Node> found) {
        return found.stream()
                .map(node -> Objects.toString(node.getProperty(Schema.ID, null), "?"))
                .sorted()
                .toList();
    }
}
