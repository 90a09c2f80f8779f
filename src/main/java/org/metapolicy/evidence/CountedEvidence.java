package org.metapolicy.evidence;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import org.metapolicy.evidence.people.VersionPeople;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/** Counted evidence, for reading alone. */
public interface CountedEvidence {
    /**
     * A family's side of its evidence.
     *
     * @param id the family's id
     * @param settings its settings
     * @param contexts the context clusters that coverage is measured against
     * @param watched ids of the versions that can be served or proposed
     */
    record FamilyCounts(String id, Settings settings, FamilyContexts contexts, Set<String> watched) {
        /** That contexts were met which have no names of their own, and what mends it; empty where none were. */
        public Optional<String> crowded() {
            int most = settings.integer(Setting.CLUSTERS_MAX);
            return contexts.isFull(most)
                    ? Optional.of("its episodes name more contexts than clusters_max " + most
                            + " keeps apart: further ones count as '" + ContextClusters.OTHER
                            + "'; context_cluster names kinds of situations, not trials or people")
                    : Optional.empty();
        }
    }

    /** @throws NotFound if there is no such family */
    FamilyCounts family(String familyId);

    /** @throws NotFound if there is no such version, or it was never registered in a family */
    FamilyCounts familyOf(String versionId);

    /**
     * Ids of the versions of a family that have running evidence, in order.
     *
     * @throws NotFound if there is no such family
     */
    List<String> versions(String familyId);

    /** The running states of a version, as counting saved them. */
    SavedStates states(String versionId);

    /**
     * The trust score of a version as the last refresh left it.
     *
     * @throws NotFound if there is no such version
     */
    OptionalDouble trustScore(String versionId);

    /**
     * What the last refresh knew of a version's trust, on the reference ranges; absent where too little is known.
     *
     * @throws NotFound if there is no such version
     */
    OptionalDouble knownTrust(String versionId);

    /** @throws NotFound if there is no such family */
    EvidenceHealth health(String familyId);

    /** The trust of every version of a family that has running evidence, as it stands, by the version's id. */
    void forEachTrust(String familyId, Consumer<StoredTrust> consumer);

    /** A family's totals as they stand. */
    FamilyTotals totals(String familyId);

    /** How many outcomes of a family are hidden from counting by marks that counting did not put there. */
    long overlooked(String familyId);

    /** What the trail says about how a family's evidence counts, in its order. */
    List<CountingChange> changes(String familyId);

    /** What a recount of a family starts from; empty where nothing of its evidence was erased. */
    Optional<EvidenceBase> base(String familyId);

    /** What was counted of people with a version. */
    VersionPeople people(String versionId);

    /** A family's running differences as counting saved them; an empty text where there are none. */
    String differences(String familyId);

    /** Every counted piece of evidence of a family, in the order of counting. */
    void forEachCounted(String familyId, Consumer<StoredEvidence> consumer);
}
