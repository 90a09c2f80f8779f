package org.metapolicy.evidence;

import java.util.Set;
import org.metapolicy.trust.VersionEvidence;

/**
 * The context clusters against which coverage is measured (specification, section 5.1): a version's own evidence against
 * those that a person froze and those that itself met, so that no other version's evidence moves it; shadow evidence,
 * which is made of other versions' episodes, against all that the family knows.
 *
 * @param frozen the names of the frozen centroids
 * @param known the clusters that the family knows; more of them as it learns
 */
public record FamilyContexts(Set<String> frozen, Set<String> known) {
    /** How many clusters a version's own evidence is measured against. */
    public int of(VersionEvidence evidence) {
        return together(frozen, evidence.contextsMet());
    }

    /** How many clusters the family knows. */
    public int ofFamily() {
        return together(frozen, known);
    }

    /** Whether contexts were met that have no room under names of their own. */
    public boolean isFull(int most) {
        return known.contains(ContextClusters.OTHER) && ofFamily() > most;
    }

    static int together(Set<String> frozen, Set<String> met) {
        int both = (int) frozen.stream().filter(met::contains).count();
        return frozen.size() + met.size() - both;
    }
}
