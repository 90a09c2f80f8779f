package org.metapolicy.graph.evidence;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.evidence.EvidenceBase;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.recording.EvidenceBases;
import org.metapolicy.graph.BaseKeys;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** What recounts start from, as a node at the family's FamilyEvidence. */
public final class GraphEvidenceBases implements EvidenceBases {
    private final Transaction tx;

    public GraphEvidenceBases(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public void save(String familyId, EvidenceBase base) {
        write(tx, new EvidenceNodes(tx, familyId).evidence(), base);
    }

    /** As it stands, edited or not; lists that do not fit each other tell of no version. */
    static Optional<EvidenceBase> read(Node familyEvidence) {
        return GovernedNodes.ends(familyEvidence, Types.HAS_BASE).stream()
                .findFirst()
                .map(node -> new EvidenceBase(
                        GovernedNodes.integer(node, BaseKeys.COUNTED),
                        GovernedNodes.integer(node, BaseKeys.ERASED_OUTCOMES),
                        GovernedNodes.integer(node, BaseKeys.ERASED_RESOLVED),
                        GovernedNodes.texts(node, BaseKeys.CLUSTERS),
                        states(node),
                        String.valueOf(node.getProperty(BaseKeys.DIFFERENCES, ""))));
    }

    private static SortedMap<String, SavedStates> states(Node node) {
        List<String> ids = GovernedNodes.texts(node, BaseKeys.VERSION_IDS);
        List<String> live = GovernedNodes.texts(node, BaseKeys.STATES);
        List<String> shadow = GovernedNodes.texts(node, BaseKeys.SHADOW_STATES);
        SortedMap<String, SavedStates> states = new TreeMap<>();
        for (int i = 0; i < ids.size() && ids.size() == live.size() && ids.size() == shadow.size(); i++) {
            states.put(ids.get(i), new SavedStates(live.get(i), shadow.get(i)));
        }
        return states;
    }

    /** Puts one in place of those that stand. */
    private static void write(Transaction tx, Node familyEvidence, EvidenceBase base) {
        GovernedNodes.ends(familyEvidence, Types.HAS_BASE).forEach(former -> {
            former.getRelationships().forEach(link -> link.delete());
            former.delete();
        });
        Node node = tx.createNode(Labels.EvidenceBase);
        node.setProperty(BaseKeys.COUNTED, base.counted());
        node.setProperty(BaseKeys.ERASED_OUTCOMES, base.erasedOutcomes());
        node.setProperty(BaseKeys.ERASED_RESOLVED, base.erasedResolved());
        node.setProperty(BaseKeys.CLUSTERS, base.clusters().toArray(String[]::new));
        node.setProperty(BaseKeys.VERSION_IDS, base.states().keySet().toArray(String[]::new));
        node.setProperty(
                BaseKeys.STATES,
                base.states().values().stream().map(SavedStates::live).toArray(String[]::new));
        node.setProperty(
                BaseKeys.SHADOW_STATES,
                base.states().values().stream().map(SavedStates::shadow).toArray(String[]::new));
        if (!base.differences().isEmpty()) {
            node.setProperty(BaseKeys.DIFFERENCES, base.differences());
        }
        familyEvidence.createRelationshipTo(node, Types.HAS_BASE);
    }

    /** How many outcomes, or episodes, that a family counted were erased since, by the key of either. */
    static long erased(Node familyEvidence, String key) {
        return GovernedNodes.ends(familyEvidence, Types.HAS_BASE).stream()
                .mapToLong(node -> GovernedNodes.integer(node, key))
                .sum();
    }
}
