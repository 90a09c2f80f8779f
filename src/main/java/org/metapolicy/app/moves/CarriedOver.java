package org.metapolicy.app.moves;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.app.trust.ComputePci;
import org.metapolicy.app.trust.TrustConfig;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.EvidenceBase;
import org.metapolicy.evidence.Recount;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.governance.erasure.Holdings;
import org.metapolicy.governance.erasure.Redaction;
import org.metapolicy.governance.erasure.RunningTexts;
import org.metapolicy.policy.MetapolicyException.Conflict;

/**
 * Counts a family's evidence again before some of it goes, for later recounts to start from what it gives: not from what
 * stands as running states, so that an edit of these does not become the base.
 */
final class CarriedOver {
    private final CountedEvidence counted;
    private final Redaction names;
    private final List<String> notes;

    /** @param notes where it is said what could not be counted again */
    CarriedOver(CountedEvidence counted, Redaction names, List<String> notes) {
        this.counted = counted;
        this.names = names;
        this.notes = notes;
    }

    EvidenceBase base(String familyId, Holdings.Kept erased) {
        SortedMap<String, SavedStates> states = new TreeMap<>();
        counted.forEachTrust(familyId, trust -> {
            if (trust.versionId() == null) {
                notes.add("of meta-policy '" + familyId + "' a version whose id is no text was left out");
            } else {
                states.put(trust.versionId(), trust.states());
            }
        });
        String differences = counted.differences(familyId);
        List<String> clusters = List.copyOf(counted.totals(familyId).clusters());
        try {
            Recount recount = ComputePci.recount(counted, familyId, TrustConfig.NONE);
            states.replaceAll((id, stored) -> recount.tally(id).states().saved());
            clusters = List.copyOf(recount.clusters());
            differences = recount.differences().text();
        } catch (Conflict damaged) {
            notes.add(
                    "of meta-policy '" + familyId + "' the running states stand as they are: " + damaged.getMessage());
        }
        states.replaceAll((id, saved) ->
                new SavedStates(RunningTexts.of(saved.live(), names), RunningTexts.of(saved.shadow(), names)));
        EvidenceBase former = counted.base(familyId).orElse(null);
        return new EvidenceBase(
                counted.totals(familyId).counted(),
                erased.counted() + (former == null ? 0 : former.erasedOutcomes()),
                erased.resolved() + (former == null ? 0 : former.erasedResolved()),
                clusters.stream().map(names::ofContext).toList(),
                states,
                RunningTexts.of(differences, names));
    }
}
