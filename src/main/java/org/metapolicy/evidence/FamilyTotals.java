package org.metapolicy.evidence;

import java.util.Collection;

/**
 * What a recount found a family to have, in place of what was added up.
 *
 * @param counted the number of the last evidence
 * @param resolved resolved episodes, those left out and those erased since included
 * @param outcomes counted outcomes, likewise
 * @param clusters the context clusters known
 */
public record FamilyTotals(long counted, long resolved, long outcomes, Collection<String> clusters) {
    static FamilyTotals of(Recount recount) {
        Collection<VersionTally> tallies = recount.tallies().values();
        return new FamilyTotals(
                recount.counted(),
                recount.resolvedBefore()
                        + tallies.stream().mapToLong(VersionTally::newResolved).sum()
                        + recount.leftOut(),
                recount.outcomesBefore()
                        + tallies.stream()
                                .mapToLong(tally -> tally.newOutcomes() + tally.newInvalid())
                                .sum(),
                recount.clusters());
    }
}
