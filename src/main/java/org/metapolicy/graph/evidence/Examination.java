package org.metapolicy.graph.evidence;

import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.metapolicy.evidence.Attribution;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.OwnTransactions;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.policy.MetapolicyException;
import org.neo4j.graphdb.MultipleFoundException;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/**
 * Looks through the marks of counting where the counts tell that another hand changed them, and at every full refresh, and
 * takes away what does not hold: then the next scan meets what they hid.
 */
final class Examination {
    private static final int LOOKS = 3;

    private final OwnTransactions transactions;
    private final Optional<String> familyId;
    private final boolean full;
    private final int batchSize;

    /**
     * @param familyId the family whose outcomes left out are looked at again, by a full refresh; empty for every one
     * @param full whether everything is looked through, whatever the counts tell
     */
    Examination(OwnTransactions transactions, Optional<String> familyId, boolean full, int batchSize) {
        this.transactions = transactions;
        this.familyId = familyId;
        this.full = full;
        this.batchSize = batchSize;
    }

    void run(Instant now) {
        CountingCheck last = transactions.run(CountingCheck::read);
        Apart found = look(last, now);
        boolean differs = found.differs(last.apart());
        if (full || differs) {
            examine(found, last.apart());
            found = transactions.run(tx -> Apart.of(tx, CountingCheck.NONE, now));
        }
        Apart kept = found;
        boolean dear = transactions.run(tx -> !UnmarkedNodes.OUTCOMES.areFew(tx) || !UnmarkedNodes.EPISODES.areFew(tx));
        if (found.differs(last.apart())
                || (dear && (differs || full || last.isOld(now) || !kept.equals(last.apart())))) {
            transactions.write(tx -> CountingCheck.read(tx).withApart(kept, now).save(tx));
        }
    }

    /** Other refreshes commit between one count and the next: only what several looks tell is believed. */
    private Apart look(CountingCheck last, Instant now) {
        Apart found = transactions.run(tx -> Apart.of(tx, last, now));
        for (int i = 1; i < LOOKS && found.differs(last.apart()); i++) {
            found = transactions.run(tx -> Apart.of(tx, last, now));
        }
        return found;
    }

    private void examine(Apart found, Apart before) {
        Map<Object, BitSet> numbers = new HashMap<>();
        boolean again = found.invalid() != before.invalid();
        inBatches(transactions.run(tx -> doubtfulOutcomes(tx, numbers, again)), this::releaseOutcome);
        if (full || found.resolved() > before.resolved() || found.episodes() != before.episodes()) {
            inBatches(transactions.run(tx -> doubtfulEpisodes(tx, numbers)), Examination::releaseEpisode);
        }
        transactions.run(this::miscounted).forEach(this::correctInvalid);
    }

    private void correctInvalid(String family) {
        try {
            transactions.write(tx -> {
                EvidenceNodes nodes = new EvidenceNodes(tx, family);
                nodes.lock();
                nodes.evidence()
                        .setProperty(
                                Schema.FamilyCount.INVALID, invalidByFamily(tx).getOrDefault(family, 0L));
            });
        } catch (MetapolicyException | MultipleFoundException damaged) {
            // A row of its own refresh says so, since that reads the same nodes; no other family is kept from its own.
            return;
        }
    }

    private Set<String> doubtfulOutcomes(Transaction tx, Map<Object, BitSet> numbers, boolean invalidAgain) {
        Set<String> doubtful = new LinkedHashSet<>();
        CountedNumbers counted = new CountedNumbers(tx);
        forEach(tx, Labels.CountedOutcome, outcome -> {
            boolean first = counted.isGiven(outcome) && isFirst(counted, numbers, outcome);
            if (!first || isOrphan(tx, counted, outcome) || hasOtherMark(outcome)) {
                doubtful.add(outcome.getElementId());
            }
        });
        forEach(tx, Labels.InvalidOutcome, outcome -> {
            Optional<String> owner = owner(tx, outcome);
            boolean ours = familyId.isEmpty() || owner.isEmpty() || owner.equals(familyId);
            if (!outcome.hasLabel(Labels.PolicyOutcome)
                    || !Marks.areExplained(outcome)
                    || owner.isEmpty()
                    || ((full || invalidAgain) && ours)) {
                doubtful.add(outcome.getElementId());
            }
        });
        for (Labels label : List.of(Labels.WaitingOutcome, Labels.QueuedOutcome)) {
            forEach(tx, label, outcome -> {
                if (!outcome.hasLabel(Labels.PolicyOutcome) || !Marks.areExplained(outcome)) {
                    doubtful.add(outcome.getElementId());
                }
            });
        }
        return doubtful;
    }

    /**
     * How many outcomes of a family marks hide that do not hold, from it or from the refresh of any other; what waits, and
     * what was left out and is told, is not hidden.
     */
    static long overlooked(Transaction tx, String familyId) {
        CountedNumbers counted = new CountedNumbers(tx);
        Map<Object, BitSet> numbers = new HashMap<>();
        Set<String> hidden = new HashSet<>();
        forEach(tx, Labels.CountedOutcome, outcome -> {
            boolean first = counted.isGiven(outcome) && isFirst(counted, numbers, outcome);
            if (!first && owner(tx, outcome).equals(Optional.of(familyId))) {
                hidden.add(outcome.getElementId());
            }
        });
        forEach(tx, Labels.QueuedOutcome, outcome -> {
            boolean here = familyId.equals(outcome.getProperty(Schema.Outcome.QUEUED_FOR, null));
            if (!here && owner(tx, outcome).equals(Optional.of(familyId))) {
                hidden.add(outcome.getElementId());
            }
        });
        long[] leftOut = {0};
        forEach(tx, Labels.InvalidOutcome, outcome -> {
            // One with several marks is one outcome.
            boolean other = !hidden.contains(outcome.getElementId());
            leftOut[0] += other && owner(tx, outcome).equals(Optional.of(familyId)) ? 1 : 0;
        });
        long told = GovernedNodes.integer(new EvidenceNodes(tx, familyId).evidence(), Schema.FamilyCount.INVALID);
        return hidden.size() + Math.max(0, leftOut[0] - told);
    }

    private static boolean isFirst(CountedNumbers counted, Map<Object, BitSet> numbers, Node evidence) {
        BitSet seen = numbers.computeIfAbsent(counted.family(evidence).orElseThrow(), any -> new BitSet());
        int number = (int) Math.min(Integer.MAX_VALUE - 1, Marks.number(evidence));
        boolean first = !seen.get(number);
        seen.set(number);
        return first;
    }

    /** One whose episode was erased cannot be counted again, which a full refresh is about to do. */
    private boolean isOrphan(Transaction tx, CountedNumbers counted, Node outcome) {
        return full
                && (familyId.isEmpty()
                        || counted.family(outcome).map(GovernedNodes::id).equals(familyId))
                && EpisodeReader.episodeOf(tx, outcome).isEmpty();
    }

    private static boolean hasOtherMark(Node outcome) {
        return outcome.hasLabel(Labels.InvalidOutcome)
                || outcome.hasLabel(Labels.WaitingOutcome)
                || outcome.hasLabel(Labels.QueuedOutcome);
    }

    private void releaseOutcome(Transaction tx, Node outcome) {
        CountedNumbers counted = new CountedNumbers(tx);
        // The family first and then the outcome, as counting locks them.
        counted.family(outcome).ifPresent(tx::acquireWriteLock);
        tx.acquireWriteLock(outcome);
        if (outcome.hasLabel(Labels.CountedOutcome)
                && (!counted.isOwn(outcome, Labels.CountedOutcome) || isOrphan(tx, counted, outcome))) {
            outcome.removeLabel(Labels.CountedOutcome);
            Marks.clearNumber(outcome);
        }
        Marks.clearOthers(outcome);
    }

    private static Set<String> doubtfulEpisodes(Transaction tx, Map<Object, BitSet> numbers) {
        Set<String> doubtful = new LinkedHashSet<>();
        CountedNumbers counted = new CountedNumbers(tx);
        Resolutions resolutions = new Resolutions(tx);
        forEach(tx, Labels.ResolvedEpisode, episode -> {
            boolean copied = counted.isGiven(episode) && !isFirst(counted, numbers, episode);
            if (copied || episode.hasLabel(Labels.OpenEpisode) || !resolutions.isResolved(episode)) {
                doubtful.add(episode.getElementId());
            }
        });
        return doubtful;
    }

    private static void releaseEpisode(Transaction tx, Node episode) {
        CountedNumbers counted = new CountedNumbers(tx);
        tx.acquireWriteLock(episode);
        boolean own = counted.isOwn(episode, Labels.ResolvedEpisode) && counted.isOwn(episode, Labels.CountedOutcome);
        if (Marks.isNumbered(episode) && !own) {
            Marks.clearNumber(episode);
        }
        Resolutions resolutions = new Resolutions(tx);
        if (resolutions.isResolved(episode)) {
            Marks.remove(episode, Labels.OpenEpisode);
            Marks.remove(episode, Labels.UnindexedEpisode);
            return;
        }
        Marks.remove(episode, Labels.ResolvedEpisode);
        if (resolutions.outcome(episode, null).isEmpty()) {
            episode.removeProperty(Schema.Episode.RESOLVED_BY);
        }
    }

    /** Families whose number of outcomes left out is not that of those marked so. */
    private Set<String> miscounted(Transaction tx) {
        Map<String, Long> invalid = invalidByFamily(tx);
        Set<String> families = new LinkedHashSet<>();
        forEach(tx, Labels.FamilyEvidence, evidence -> GovernedNodes.starts(evidence, Types.HAS_EVIDENCE).stream()
                .map(GovernedNodes::id)
                .filter(id ->
                        id != null && (familyId.isEmpty() || familyId.get().equals(id)))
                .filter(id ->
                        invalid.getOrDefault(id, 0L) != GovernedNodes.integer(evidence, Schema.FamilyCount.INVALID))
                .forEach(families::add));
        return families;
    }

    static Map<String, Long> invalidByFamily(Transaction tx) {
        Map<String, Long> invalid = new HashMap<>();
        forEach(tx, Labels.InvalidOutcome, outcome -> owner(tx, outcome)
                .ifPresent(family -> invalid.merge(family, 1L, Long::sum)));
        return invalid;
    }

    private static Optional<String> owner(Transaction tx, Node outcome) {
        return new Attributions(tx).ofOutcome(outcome) instanceof Attribution.Owned<Node> owned
                ? Optional.of(owned.familyId())
                : Optional.empty();
    }

    private static void forEach(Transaction tx, Labels label, Consumer<Node> look) {
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

    private void inBatches(Set<String> ids, BiConsumer<Transaction, Node> work) {
        List<String> ordered = ids.stream().sorted().toList();
        transactions.inBatches(ordered, batchSize, (tx, id) -> {
            try {
                work.accept(tx, tx.getNodeByElementId(id));
            } catch (NotFoundException deletedMeanwhile) {
                return;
            }
        });
    }
}
