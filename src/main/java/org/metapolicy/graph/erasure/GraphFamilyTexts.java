package org.metapolicy.graph.erasure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.metapolicy.governance.erasure.FamilyTexts;
import org.metapolicy.governance.erasure.Redaction;
import org.metapolicy.governance.erasure.RunningTexts;
import org.metapolicy.graph.BaseKeys;
import org.metapolicy.graph.ContextPlaces;
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
import org.metapolicy.graph.selection.GraphKeptStandings;
import org.metapolicy.graph.tabulation.GraphContextSnapshots;
import org.metapolicy.trail.EventKey;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Texts of a family's nodes; what a version was registered with under a hash of its own stays. */
public final class GraphFamilyTexts implements FamilyTexts {
    /** Properties that are read alike, and how pseudonyms are put into each text of them. */
    private record Texts(List<String> keys, BiFunction<Redaction, String, String> renaming) {
        static Texts words(String... keys) {
            return new Texts(List.of(keys), Redaction::of);
        }

        static Texts contexts(String... keys) {
            return new Texts(List.of(keys), Redaction::ofContext);
        }

        static Texts running(String... keys) {
            return new Texts(List.of(keys), (names, text) -> RunningTexts.of(text, names));
        }
    }

    private static final List<Texts> OF_FAMILY = List.of(
            Texts.contexts(
                    FamilyCount.CLUSTERS,
                    FamilyCount.HASHES,
                    ProspectKeys.OfFamily.TABULATED_CLUSTERS,
                    ProspectKeys.OfFamily.CLUSTERS_TABLE),
            Texts.running(DifferenceNodes.DIFFERENCES, GraphKeptStandings.KEPT_STANDINGS));
    /** Made anew by who erases, by what this says; nothing else writes there. */
    private static final List<Texts> OF_BASE = List.of(
            Texts.contexts(BaseKeys.CLUSTERS),
            Texts.running(BaseKeys.STATES, BaseKeys.SHADOW_STATES, BaseKeys.DIFFERENCES));

    private static final List<Texts> OF_STATES = List.of(Texts.running(Evidence.STATE, Evidence.SHADOW_STATE));
    private static final List<Texts> OF_VERSION = List.of(
            Texts.words(Version.HYPERPARAMS, Version.REASONING, Schema.NAME, Schema.DESCRIPTION, Schema.NOTES),
            Texts.contexts(SuspensionKeys.CONTEXTS, SuspensionKeys.LIMITED));
    private static final List<Texts> OF_SNAPSHOT = List.of(Texts.words(Schema.NOTES));
    private static final List<Texts> OF_PROPOSAL =
            List.of(Texts.words(EventKey.REASON, Proposal.EVIDENCE, Proposal.CLOSED_REASON));

    /** Kept in order, as who wrote them does. */
    private static final Set<String> SORTED = Set.of(SuspensionKeys.CONTEXTS, SuspensionKeys.LIMITED);

    private final GovernedNodes nodes;

    public GraphFamilyTexts(Transaction tx) {
        this.nodes = new GovernedNodes(tx);
    }

    @Override
    public boolean statesName(String familyId, Redaction names) {
        boolean[] found = {false};
        BiConsumer<Node, List<Texts>> look = (node, keys) -> found[0] |= replace(node, keys, names, false);
        Node family = nodes.family(familyId);
        forEachState(family, look);
        GovernedNodes.ends(family, Types.HAS_EVIDENCE).forEach(evidence -> GovernedNodes.ends(evidence, Types.HAS_BASE)
                .forEach(base -> look.accept(base, OF_BASE)));
        return found[0];
    }

    @Override
    public long replace(String familyId, Redaction names) {
        Node family = nodes.family(familyId);
        long[] changed = {0};
        BiConsumer<Node, List<Texts>> change = (node, keys) -> changed[0] += replace(node, keys, names, true) ? 1 : 0;
        forEachState(family, change);
        for (Node version : GovernedNodes.ends(family, Types.HAS_VERSION)) {
            change.accept(version, OF_VERSION);
            GovernedNodes.ends(version, Types.HAS_TRUST_STATE).stream()
                    .filter(snapshot -> !snapshot.hasLabel(Labels.AdoptedSnapshot))
                    .forEach(snapshot -> change.accept(snapshot, OF_SNAPSHOT));
            for (Node snapshot : GovernedNodes.ends(version, Types.HAS_CONTEXT_SNAPSHOT)) {
                changed[0] += GraphContextSnapshots.rename(snapshot, names::ofContext) ? 1 : 0;
            }
        }
        GovernedNodes.ends(family, Types.HAS_PROPOSAL).forEach(proposal -> change.accept(proposal, OF_PROPOSAL));
        return changed[0];
    }

    private static void forEachState(Node family, BiConsumer<Node, List<Texts>> look) {
        GovernedNodes.ends(family, Types.HAS_EVIDENCE).forEach(evidence -> look.accept(evidence, OF_FAMILY));
        for (Node version : GovernedNodes.ends(family, Types.HAS_VERSION)) {
            GovernedNodes.ends(version, Types.HAS_EVIDENCE).forEach(evidence -> look.accept(evidence, OF_STATES));
        }
    }

    /** Whether any of these properties names somebody. */
    private static boolean replace(Node node, List<Texts> kinds, Redaction names, boolean write) {
        boolean found = false;
        for (Texts kind : kinds) {
            for (String key : kind.keys()) {
                Optional<Object> without = without(node.getProperty(key, null), key, kind, names);
                if (write) {
                    without.ifPresent(value -> node.setProperty(key, value));
                }
                found |= without.isPresent();
            }
        }
        return found;
    }

    /** Empty where it names nobody. */
    private static Optional<Object> without(Object value, String key, Texts kind, Redaction names) {
        if (value instanceof String text) {
            String replaced = kind.renaming().apply(names, text);
            return replaced.equals(text) ? Optional.empty() : Optional.of(replaced);
        }
        if (value instanceof String[] texts) {
            String[] replaced = Arrays.stream(texts)
                    .map(text -> kind.renaming().apply(names, text))
                    .toArray(String[]::new);
            if (Arrays.equals(texts, replaced)) {
                return Optional.empty();
            }
            if (SORTED.contains(key)) {
                Arrays.sort(replaced);
            }
            return Optional.of(replaced);
        }
        if (value instanceof byte[] places && key.equals(ProspectKeys.OfFamily.CLUSTERS_TABLE)) {
            byte[] replaced =
                    ContextPlaces.renamed(places, text -> kind.renaming().apply(names, text));
            return Arrays.equals(places, replaced) ? Optional.empty() : Optional.of(replaced);
        }
        return Optional.empty();
    }
}
