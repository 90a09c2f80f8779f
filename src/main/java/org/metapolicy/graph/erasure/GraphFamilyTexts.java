package org.metapolicy.graph.erasure;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.metapolicy.governance.erasure.FamilyTexts;
import org.metapolicy.governance.erasure.Redaction;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.ProspectKeys;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Evidence;
import org.metapolicy.graph.Schema.FamilyCount;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Proposal;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.Schema.Version;
import org.metapolicy.graph.SuspensionKeys;
import org.metapolicy.graph.decisions.DifferenceNodes;
import org.metapolicy.trail.EventKey;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Texts of a family's nodes; what a version was registered with under a hash of its own stays. */
public final class GraphFamilyTexts implements FamilyTexts {
    private static final List<String> OF_FAMILY = List.of(
            FamilyCount.CLUSTERS,
            FamilyCount.HASHES,
            ProspectKeys.OfFamily.TABULATED_CLUSTERS,
            DifferenceNodes.DIFFERENCES);
    private static final List<String> OF_STATES = List.of(Evidence.STATE, Evidence.SHADOW_STATE);
    private static final List<String> OF_VERSION = List.of(
            Version.HYPERPARAMS,
            Version.REASONING,
            Schema.NAME,
            Schema.DESCRIPTION,
            Schema.NOTES,
            SuspensionKeys.CONTEXTS,
            SuspensionKeys.LIMITED);
    private static final List<String> OF_SNAPSHOT = List.of(Schema.NOTES);
    private static final List<String> OF_PROPOSAL = List.of(EventKey.REASON, Proposal.EVIDENCE, Proposal.CLOSED_REASON);

    private final GovernedNodes nodes;

    public GraphFamilyTexts(Transaction tx) {
        this.nodes = new GovernedNodes(tx);
    }

    @Override
    public boolean statesName(String familyId, Redaction names) {
        boolean[] found = {false};
        forEachState(nodes.family(familyId), (node, keys) -> found[0] |= replace(node, keys, names, false));
        return found[0];
    }

    @Override
    public long replace(String familyId, Redaction names) {
        Node family = nodes.family(familyId);
        long[] changed = {0};
        BiConsumer<Node, List<String>> change = (node, keys) -> changed[0] += replace(node, keys, names, true) ? 1 : 0;
        forEachState(family, change);
        for (Node version : GovernedNodes.ends(family, Types.HAS_VERSION)) {
            change.accept(version, OF_VERSION);
            GovernedNodes.ends(version, Types.HAS_TRUST_STATE).stream()
                    .filter(snapshot -> !snapshot.hasLabel(Labels.AdoptedSnapshot))
                    .forEach(snapshot -> change.accept(snapshot, OF_SNAPSHOT));
        }
        GovernedNodes.ends(family, Types.HAS_PROPOSAL).forEach(proposal -> change.accept(proposal, OF_PROPOSAL));
        return changed[0];
    }

    private static void forEachState(Node family, BiConsumer<Node, List<String>> look) {
        GovernedNodes.ends(family, Types.HAS_EVIDENCE).forEach(evidence -> look.accept(evidence, OF_FAMILY));
        for (Node version : GovernedNodes.ends(family, Types.HAS_VERSION)) {
            GovernedNodes.ends(version, Types.HAS_EVIDENCE).forEach(evidence -> look.accept(evidence, OF_STATES));
        }
    }

    /** Whether any of these properties names somebody. */
    private static boolean replace(Node node, List<String> keys, Redaction names, boolean write) {
        boolean found = false;
        for (String key : keys) {
            Object value = node.getProperty(key, null);
            Object replaced = value instanceof String text
                    ? names.of(text)
                    : value instanceof String[] texts
                            ? Arrays.stream(texts).map(names::of).toArray(String[]::new)
                            : value;
            boolean differs = value instanceof String[] texts
                    ? !Arrays.equals(texts, (String[]) replaced)
                    : value != null && !value.equals(replaced);
            if (differs && write) {
                node.setProperty(key, replaced);
            }
            found |= differs;
        }
        return found;
    }
}
