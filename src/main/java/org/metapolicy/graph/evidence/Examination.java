package org.metapolicy.graph.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.metapolicy.evidence.Attribution;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.OwnTransactions;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
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

    /** No id of a family. */
    private static final String NOBODY = "";

    private final OwnTransactions transactions;
    private final Optional<String> familyId;
    private final boolean full;
    private final int batchSize;
    private final Duration patience;

    /**
     * @param familyId the family whose outcomes left out are looked at again, by a full refresh; empty for every one
     * @param full whether everything is looked through, whatever the counts tell
     * @param patience how long the lock of any other family is waited for
     */
    Examination(
            OwnTransactions transactions, Optional<String> familyId, boolean full, int batchSize, Duration patience) {
        this.transactions = transactions;
        this.familyId = familyId;
        this.full = full;
        this.batchSize = batchSize;
        this.patience = patience;
    }

    void run(Instant now) {
        CountingCheck last = transactions.run(CountingCheck::read);
        Apart found = look(last, now);
        boolean differs = found.differs(last.apart());
        if (full || differs) {
            if (!examine(found, last.apart())) {
                return;
            }
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

    /** Whether all was looked at: what a family hides that another transaction holds is left, and not taken for known. */
    private boolean examine(Apart found, Apart before) {
        Map<Object, BitSet> numbers = new HashMap<>();
        boolean again = found.invalid() != before.invalid();
        Set<String> held = new HashSet<>();
        transactions.run(tx -> doubtfulOutcomes(tx, numbers, again)).forEach((family, outcomes) -> {
            if (!inBatches(outcomes, family, tx -> lock(tx, family), this::releaseOutcome)) {
                held.add(family);
            }
        });
        if (full || found.resolved() > before.resolved() || found.episodes() != before.episodes()) {
            Set<String> doubtful = transactions.run(tx -> doubtfulEpisodes(tx, numbers));
            inBatches(doubtful, NOBODY, tx -> {}, Examination::releaseEpisode);
        }
        for (String family : transactions.run(tx -> MarksByFamily.miscounted(tx, familyId))) {
            if (held.contains(family) || !correctInvalid(family)) {
                held.add(family);
            }
        }
        return held.isEmpty();
    }

    private boolean correctInvalid(String family) {
        try {
            return transactions.inBatches(
                    List.of(family), 1, patience(family), tx -> new EvidenceNodes(tx, family).lock(), (tx, id) -> {
                        Node evidence = new EvidenceNodes(tx, id).evidence();
                        evidence.setProperty(
                                Schema.FamilyCount.INVALID,
                                MarksByFamily.invalid(tx).getOrDefault(id, 0L));
                    });
        } catch (MetapolicyException | MultipleFoundException damaged) {
            // A row of its own refresh says so, since that reads the same nodes; no other family is kept from its own.
            return true;
        }
    }

    /** The family that is refreshed is waited for as long as its refresh would wait. */
    private Optional<Duration> patience(String family) {
        return familyId.equals(Optional.of(family)) ? Optional.empty() : Optional.of(patience);
    }

    private static void lock(Transaction tx, String family) {
        try (ResourceIterator<Node> families = tx.findNodes(Labels.MetaPolicy, Schema.ID, family)) {
            families.forEachRemaining(tx::acquireWriteLock);
        }
    }

    /** By the family that counted them, {@link #NOBODY} where none did. */
    private Map<String, Set<String>> doubtfulOutcomes(
            Transaction tx, Map<Object, BitSet> numbers, boolean invalidAgain) {
        Map<String, Set<String>> doubtful = new TreeMap<>();
        CountedNumbers counted = new CountedNumbers(tx);
        Consumer<Node> doubt = outcome -> doubtful.computeIfAbsent(
                        counted.family(outcome).map(GovernedNodes::id).orElse(NOBODY), any -> new TreeSet<>())
                .add(outcome.getElementId());
        forEach(tx, Labels.CountedOutcome, outcome -> {
            boolean first = counted.isGiven(outcome) && isFirst(counted, numbers, outcome);
            if (!first || isOrphan(tx, counted, outcome) || hasOtherMark(outcome)) {
                doubt.accept(outcome);
            }
        });
        forEach(tx, Labels.InvalidOutcome, outcome -> {
            Optional<String> owner = owner(tx, outcome);
            boolean ours = familyId.isEmpty() || owner.isEmpty() || owner.equals(familyId);
            if (!outcome.hasLabel(Labels.PolicyOutcome)
                    || !Marks.areExplained(outcome)
                    || owner.isEmpty()
                    || ((full || invalidAgain) && ours)) {
                doubt.accept(outcome);
            }
        });
        for (Labels label : List.of(Labels.WaitingOutcome, Labels.QueuedOutcome)) {
            forEach(tx, label, outcome -> {
                if (!outcome.hasLabel(Labels.PolicyOutcome) || !Marks.areExplained(outcome)) {
                    doubt.accept(outcome);
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
        // The family, which is mostly locked already, first and then the outcome, as counting locks them.
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

    private boolean inBatches(
            Set<String> ids, String family, Consumer<Transaction> lock, BiConsumer<Transaction, Node> work) {
        List<String> ordered = ids.stream().sorted().toList();
        return transactions.inBatches(ordered, batchSize, patience(family), lock, (tx, id) -> {
            try {
                work.accept(tx, tx.getNodeByElementId(id));
            } catch (NotFoundException deletedMeanwhile) {
                return;
            }
        });
    }
}
