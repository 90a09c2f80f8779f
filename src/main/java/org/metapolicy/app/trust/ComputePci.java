package org.metapolicy.app.trust;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.CountedEvidence.FamilyCounts;
import org.metapolicy.evidence.CountingChange;
import org.metapolicy.evidence.FamilyContexts;
import org.metapolicy.evidence.Recount;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.FactorRanges;
import org.metapolicy.trust.TrustEstimate;
import org.metapolicy.trust.TrustJudgement;
import org.metapolicy.trust.VersionEvidence;

/**
 * The trust of a version from what has been counted, under its family's settings or others (specification, section 5).
 * Other weights or scales cost nothing; other windows or limits recount the family's history in memory.
 */
public final class ComputePci {
    private final CountedEvidence counted;

    public ComputePci(CountedEvidence counted) {
        this.counted = counted;
    }

    /** @param changes settings for this call alone */
    public VersionTrust run(String versionId, TrustConfig changes) {
        FamilyCounts family = counted.familyOf(versionId);
        Settings settings = changes.over(family.settings());
        Set<String> ids = new TreeSet<>(family.watched());
        ids.add(versionId);
        Map<String, VersionEvidence> states = new TreeMap<>();
        FamilyContexts contexts = family.contexts();
        if (changes.recounts()) {
            Recount recount = recount(counted, family.id(), changes);
            ids.forEach(id -> states.put(id, recount.tally(id).evidence()));
            contexts = recount.contexts();
        } else {
            ids.forEach(
                    id -> states.put(id, RunningStates.read(counted.states(id)).live()));
        }
        VersionEvidence evidence = states.get(versionId);
        TrustJudgement judgement = evidence.judge(settings, contexts.of(evidence));
        return new VersionTrust(
                versionId, estimate(evidence, judgement, states, settings, contexts), judgement, evidence);
    }

    /**
     * A family's history counted again in memory as if these settings had always been in force over its own; where some of it
     * was erased, since then.
     */
    public static Recount recount(CountedEvidence counted, String familyId, TrustConfig changes) {
        Recount recount = new Recount(
                        counted.changes(familyId).stream()
                                .map(change -> change instanceof CountingChange.SettingsChanged changed
                                        ? new CountingChange.SettingsChanged(
                                                changed.counted(), changes.over(changed.settings()))
                                        : change)
                                .toList(),
                        counted.base(familyId),
                        counted::people)
                .comparingAsIn(counted.differences(familyId));
        counted.forEachCounted(familyId, recount::count);
        recount.finish();
        return recount;
    }

    private static TrustEstimate estimate(
            VersionEvidence evidence,
            TrustJudgement judgement,
            Map<String, VersionEvidence> family,
            Settings settings,
            FamilyContexts contexts) {
        if (!settings.choice(Setting.NORMALIZATION).equals("MINMAX")) {
            return judgement.estimate();
        }
        FactorRanges ranges = FactorRanges.minMax(family.values().stream()
                .map(member ->
                        member.estimate(settings, contexts.of(member)).pci().raw())
                .toList());
        return evidence.estimate(settings, contexts.of(evidence), ranges);
    }
}
