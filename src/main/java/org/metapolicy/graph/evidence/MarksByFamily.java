package org.metapolicy.graph.evidence;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.metapolicy.evidence.Attribution;
import org.metapolicy.evidence.MarkCounts;
import org.metapolicy.graph.BaseKeys;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/**
 * Whose the marks of counting are. Asked only where marks and figures of the whole graph disagree, since it looks at every
 * marked node: by the number that counting gave it, or else by its links.
 */
final class MarksByFamily {
    /** So many marked nodes are looked at; beyond it, every family is told of what disagrees somewhere. */
    static final long MOST = 1_000_000;

    private record Own(long counted, long invalid, long resolved, long astray) {
        Own plus(Own other) {
            return new Own(
                    counted + other.counted, invalid + other.invalid, resolved + other.resolved, astray + other.astray);
        }
    }

    private static final Own NONE = new Own(0, 0, 0, 0);

    private final Transaction tx;
    private final CountedNumbers numbers;
    private final Attributions attributions;
    private final Map<String, Own> found = new HashMap<>();

    private MarksByFamily(Transaction tx) {
        this.tx = tx;
        this.numbers = new CountedNumbers(tx);
        this.attributions = new Attributions(tx);
    }

    /** Every family's figures beside its marks, by its id; empty where that is too much to look at. */
    static Map<String, MarkCounts> of(Transaction tx) {
        long marked = Stream.concat(Marks.OF_OUTCOMES.stream(), Marks.OF_EPISODES.stream())
                .mapToLong(mark -> LabelCounts.of(tx, mark))
                .sum();
        return marked > MOST ? Map.of() : new MarksByFamily(tx).compared();
    }

    private Map<String, MarkCounts> compared() {
        Marks.OF_OUTCOMES.forEach(this::look);
        Marks.OF_EPISODES.forEach(this::look);
        Map<String, MarkCounts> compared = new HashMap<>();
        try (ResourceIterator<Node> families = tx.findNodes(Labels.MetaPolicy)) {
            families.stream()
                    .filter(family -> GovernedNodes.id(family) != null)
                    .forEach(family -> compared.put(GovernedNodes.id(family), counts(family)));
        }
        return compared;
    }

    private MarkCounts counts(Node family) {
        Own own = found.getOrDefault(GovernedNodes.id(family), NONE);
        return new MarkCounts(
                figure(family, Schema.FamilyCount.OUTCOMES) - erased(family, BaseKeys.ERASED_OUTCOMES),
                own.counted,
                figure(family, Schema.FamilyCount.INVALID),
                own.invalid,
                figure(family, Schema.FamilyCount.RESOLVED) - erased(family, BaseKeys.ERASED_RESOLVED),
                own.resolved,
                own.astray);
    }

    private static long figure(Node family, String key) {
        return GovernedNodes.ends(family, Types.HAS_EVIDENCE).stream()
                .mapToLong(evidence -> GovernedNodes.integer(evidence, key))
                .sum();
    }

    private static long erased(Node family, String key) {
        return GovernedNodes.ends(family, Types.HAS_EVIDENCE).stream()
                .mapToLong(evidence -> GraphEvidenceBases.erased(evidence, key))
                .sum();
    }

    /** How many outcomes that are marked as left out are each family's by their links, by its id. */
    static Map<String, Long> invalid(Transaction tx) {
        MarksByFamily marks = new MarksByFamily(tx);
        Map<String, Long> invalid = new HashMap<>();
        marks.forEach(Labels.InvalidOutcome, outcome -> marks.owner(outcome, true)
                .ifPresent(family -> invalid.merge(family, 1L, Long::sum)));
        return invalid;
    }

    /** Families, of all or the one, whose number of outcomes left out is not that of those marked so. */
    static Set<String> miscounted(Transaction tx, Optional<String> familyId) {
        Map<String, Long> invalid = invalid(tx);
        Set<String> families = new LinkedHashSet<>();
        new MarksByFamily(tx).forEach(Labels.FamilyEvidence, evidence -> {
            long told = GovernedNodes.integer(evidence, Schema.FamilyCount.INVALID);
            GovernedNodes.starts(evidence, Types.HAS_EVIDENCE).stream()
                    .map(GovernedNodes::id)
                    .filter(id ->
                            id != null && (familyId.isEmpty() || familyId.get().equals(id)))
                    .filter(id -> invalid.getOrDefault(id, 0L) != told)
                    .forEach(families::add);
        });
        return families;
    }

    private void look(Labels mark) {
        forEach(mark, node -> family(node, mark).ifPresent(family -> found.merge(family, own(node, mark), Own::plus)));
    }

    private void forEach(Labels label, Consumer<Node> look) {
        try (ResourceIterator<Node> nodes = tx.findNodes(label)) {
            nodes.forEachRemaining(node -> {
                try {
                    look.accept(node);
                } catch (NotFoundException deletedMeanwhile) {
                    return;
                }
            });
        }
    }

    private static Own own(Node node, Labels mark) {
        boolean ofOutcomes = Marks.OF_OUTCOMES.contains(mark);
        Label kind = ofOutcomes ? Labels.PolicyOutcome : Labels.PolicyEpisode;
        long marks = (ofOutcomes ? Marks.OF_OUTCOMES : Marks.OF_EPISODES)
                .stream().filter(node::hasLabel).count();
        boolean astray = marks > 1 || !node.hasLabel(kind) || !Marks.areExplained(node);
        return new Own(
                mark == Labels.CountedOutcome ? 1 : 0,
                mark == Labels.InvalidOutcome ? 1 : 0,
                mark == Labels.ResolvedEpisode ? 1 : 0,
                astray ? 1 : 0);
    }

    private Optional<String> family(Node node, Labels mark) {
        Optional<String> numbered = numbers.family(node).map(GovernedNodes::id);
        return numbered.isPresent() ? numbered : owner(node, Marks.OF_OUTCOMES.contains(mark));
    }

    private Optional<String> owner(Node node, boolean outcome) {
        Attribution<Node> attribution = outcome ? attributions.ofOutcome(node) : attributions.ofEpisode(node);
        return attribution instanceof Attribution.Owned<Node> owned ? Optional.of(owned.familyId()) : Optional.empty();
    }
}
