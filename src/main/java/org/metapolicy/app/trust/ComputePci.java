package org.metapolicy.app.trust;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.CountedEvidence.FamilyCounts;
import org.metapolicy.evidence.CountingChange;
import org.metapolicy.evidence.FamilyContexts;
import org.metapolicy.evidence.Recount;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.FactorRanges;
import org.metapolicy.trust.TrustJudgement;
import org.metapolicy.trust.VersionEvidence;

/**
 * The trust of a version from what has been counted, under its family's settings or others (specification, section 5).
 * Other weights or scales cost nothing; other windows or limits recount the family's history in memory.
 */
public final class ComputePci {
    private final CountedEvidence counted;
    private final Map<String, VersionEvidence> read = new HashMap<>();

    /** @param counted as it stands: for one look at a family, or at all */
    public ComputePci(CountedEvidence counted) {
        this.counted = counted;
    }

    /** @param changes settings for this call alone */
    public VersionTrust run(String versionId, TrustConfig changes) {
        FamilyCounts family = counted.familyOf(versionId);
        Settings settings = changes.over(family.settings());
        if (changes.recounts()) {
            Recount recount = recount(counted, family.id(), changes);
            return trust(versionId, family.watched(), settings, recount.contexts(), id -> recount.tally(id)
                    .evidence());
        }
        return trust(versionId, family.watched(), settings, family.contexts(), this::state);
    }

    private static VersionTrust trust(
            String versionId,
            Set<String> watched,
            Settings settings,
            FamilyContexts contexts,
            Function<String, VersionEvidence> states) {
        VersionEvidence evidence = states.apply(versionId);
        TrustJudgement judgement = evidence.judge(settings, contexts.of(evidence));
        if (!settings.choice(Setting.NORMALIZATION).equals("MINMAX")) {
            return new VersionTrust(versionId, judgement.estimate(), judgement, evidence);
        }
        Set<String> ids = new TreeSet<>(watched);
        ids.add(versionId);
        FactorRanges ranges = FactorRanges.minMax(ids.stream()
                .map(states)
                .map(member ->
                        member.estimate(settings, contexts.of(member)).pci().raw())
                .toList());
        return new VersionTrust(
                versionId, evidence.estimate(settings, contexts.of(evidence), ranges), judgement, evidence);
    }

    /** Read once, as whoever asks about every version of a family asks for all of them each time. */
    private VersionEvidence state(String versionId) {
        return read.computeIfAbsent(
                versionId, id -> RunningStates.of(id, counted.states(id)).live());
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
}
