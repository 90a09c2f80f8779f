package org.metapolicy.graph.governance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.KnownMoves;
import org.metapolicy.graph.RosterLinks;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.Schema.Version;
import org.metapolicy.trail.EventKey;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/**
 * Compares the nodes that decisions, refreshes and approvals follow links to with what the product's own moves link:
 * labels, how many links, where they lead. Ids are not enough, since any node may carry any id.
 */
final class LinkCheck {
    private final List<String> strays = new ArrayList<>();

    private LinkCheck() {}

    /** What about a family's links no move made, each as a sentence; empty where there is nothing. */
    static List<String> ofFamily(Transaction tx, Node family) {
        LinkCheck check = new LinkCheck();
        check.versions(family);
        check.chain(family);
        check.one(family, Types.HAS_EVIDENCE, Labels.FamilyEvidence, "the meta-policy");
        check.proposals(family);
        check.base(family);
        GovernedNodes.ends(family, Types.HAS_EVIDENCE)
                .forEach(counted -> KnownMoves.problem(tx, family, counted).ifPresent(check.strays::add));
        new RosterLinks(tx, family).problem().ifPresent(check.strays::add);
        return check.strays;
    }

    /** The same for the node of the graph's settings. */
    static List<String> ofSettings(Node settings) {
        LinkCheck check = new LinkCheck();
        check.chain(settings);
        return check.strays;
    }

    private void versions(Node family) {
        List<Node> versions = GovernedNodes.ends(family, Types.HAS_VERSION);
        Set<Node> own = new LinkedHashSet<>();
        Set<String> ids = new TreeSet<>();
        for (Node version : versions) {
            label(family, Types.HAS_VERSION, version, Labels.PolicyVersion);
            if (!own.add(version)) {
                strays.add("HAS_VERSION leads twice to " + named(version));
            } else if (GovernedNodes.id(version) == null || !ids.add(GovernedNodes.id(version))) {
                strays.add("HAS_VERSION leads to several versions, or to one without an id: " + named(version));
            }
            if (version.getDegree(Types.HAS_VERSION, Direction.INCOMING) > 1 && own.contains(version)) {
                strays.add(named(version) + " belongs to several meta-policies");
            }
            one(version, Types.HAS_EVIDENCE, Labels.VersionEvidence, named(version));
            snapshots(version);
        }
        own.forEach(version -> parent(version, own));
        for (Types type : List.of(
                Types.HAS_LIVE_VERSION, Types.HAS_CANDIDATE_VERSION, Types.DEFAULT_POLICY, Types.FALLBACK_POLICY)) {
            Set<Node> met = new HashSet<>();
            for (Node end : GovernedNodes.ends(family, type)) {
                if (!own.contains(end)) {
                    strays.add(type + " leads to " + named(end) + ", which is no version of the meta-policy");
                } else if (!met.add(end)) {
                    strays.add(type + " leads twice to " + named(end));
                }
            }
        }
    }

    private void snapshots(Node version) {
        GovernedNodes.ends(version, Types.HAS_CONTEXT_SNAPSHOT)
                .forEach(snapshot -> label(version, Types.HAS_CONTEXT_SNAPSHOT, snapshot, Labels.ContextSnapshot));
        Set<Object> times = new HashSet<>();
        for (Node snapshot : GovernedNodes.ends(version, Types.HAS_TRUST_STATE)) {
            label(version, Types.HAS_TRUST_STATE, snapshot, Labels.PolicyTrustSnapshot);
            Object t = snapshot.getProperty(Schema.Snapshot.T, null);
            if (t != null && !snapshot.hasLabel(Labels.AdoptedSnapshot) && !times.add(t)) {
                strays.add("HAS_TRUST_STATE of " + named(version) + " leads to several snapshots of t " + t);
            }
        }
    }

    private void proposals(Node family) {
        Set<Node> own = new HashSet<>(GovernedNodes.ends(family, Types.HAS_PROPOSAL));
        for (Node proposal : own) {
            label(family, Types.HAS_PROPOSAL, proposal, Labels.PromotionProposal);
            if (!GraphProposals.isWhole(proposal)) {
                strays.add("HAS_PROPOSAL leads to " + named(proposal) + ", which no refresh wrote so");
            }
        }
        for (Node version : GovernedNodes.ends(family, Types.HAS_VERSION)) {
            for (Node proposal : GovernedNodes.starts(version, Types.PROPOSES)) {
                if (!own.contains(proposal)) {
                    strays.add("PROPOSES leads to " + named(version) + " from " + named(proposal)
                            + ", which is no proposal of the meta-policy");
                }
            }
        }
    }

    /** PREVIOUS_VERSION says what parent_version_id says, and leads to the version of this id. */
    private void parent(Node version, Set<Node> own) {
        List<Node> ends = GovernedNodes.ends(version, Types.PREVIOUS_VERSION);
        ends.stream()
                .filter(end -> !own.contains(end))
                .forEach(end -> strays.add("PREVIOUS_VERSION of " + named(version) + " leads to " + named(end)
                        + ", which is no version of the meta-policy"));
        List<String> linked = ends.stream().map(GovernedNodes::id).toList();
        String parent = GovernedNodes.text(version, Version.PARENT_VERSION_ID);
        if (!linked.equals(parent == null ? List.of() : List.of(parent))) {
            strays.add(
                    named(version) + " has parent_version_id " + parent + ", and PREVIOUS_VERSION leads to " + linked);
        }
    }

    private void chain(Node owner) {
        Set<Node> met = new HashSet<>();
        for (Node event : GovernedNodes.ends(owner, Types.HAS_EVENT)) {
            label(owner, Types.HAS_EVENT, event, Labels.GovernanceEvent);
            if (!met.add(event)) {
                strays.add("HAS_EVENT leads twice to " + named(event));
            }
        }
        List<Node> last = GovernedNodes.ends(owner, Types.LAST_EVENT);
        if (GovernedNodes.events(owner) > 0
                && (last.size() != 1
                        || !met.contains(last.get(0))
                        || GovernedNodes.integer(last.get(0), EventKey.SEQ) != GovernedNodes.events(owner))) {
            strays.add(
                    "LAST_EVENT leads to " + last.stream().map(LinkCheck::named).toList() + ", and the last event is "
                            + GovernedNodes.events(owner));
        }
    }

    /** Exactly one end of this label, which nothing else links to. */
    private void one(Node from, Types type, Label label, String of) {
        List<Node> ends = GovernedNodes.ends(from, type);
        if (ends.size() != 1) {
            strays.add(of + " has " + ends.size() + " links " + type + ", it must have one");
            return;
        }
        label(from, type, ends.get(0), label);
        for (Relationship link : ends.get(0).getRelationships(Direction.INCOMING, type)) {
            if (!link.getStartNode().equals(from)) {
                strays.add(of + " shares its " + label.name() + " with " + named(link.getStartNode()));
            }
        }
    }

    private void base(Node family) {
        for (Node evidence : GovernedNodes.ends(family, Types.HAS_EVIDENCE)) {
            List<Node> bases = GovernedNodes.ends(evidence, Types.HAS_BASE);
            if (bases.size() > 1) {
                strays.add("the meta-policy has " + bases.size() + " links HAS_BASE, it must have one at the most");
            }
            bases.forEach(base -> label(evidence, Types.HAS_BASE, base, Labels.EvidenceBase));
        }
    }

    private void label(Node from, Types type, Node end, Label label) {
        if (!end.hasLabel(label)) {
            strays.add(type + " of " + named(from) + " leads to " + named(end) + ", which is no " + label.name());
        }
    }

    private static String named(Node node) {
        List<String> labels = new ArrayList<>();
        node.getLabels().forEach(label -> labels.add(label.name()));
        Object id = node.getProperty(Schema.ID, null);
        return (labels.isEmpty() ? "a node without label" : String.join(":", labels))
                + (id == null ? "" : " '" + id + "'");
    }
}
