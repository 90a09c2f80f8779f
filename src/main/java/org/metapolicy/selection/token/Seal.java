package org.metapolicy.selection.token;

import java.util.Comparator;
import java.util.List;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.Circumstances;
import org.metapolicy.selection.CircumstancesCodec;
import org.metapolicy.selection.VersionStanding;

/** A digest of a family as selection reads it in one context, but for what depends on whom is decided for, and when. */
public final class Seal {
    private Seal() {}

    /** The same for families that {@link Standing} finds no difference between, suspensions aside. */
    public static String of(Candidates family) {
        List<VersionStanding> versions = family.versions().stream()
                .sorted(Comparator.comparing(VersionStanding::id))
                .map(one -> new VersionStanding(one.id(), one.status(), one.governed(), one.evidence()))
                .toList();
        Candidates bare = new Candidates(
                family.id(),
                family.status(),
                family.mode(),
                family.riskTier(),
                false,
                family.settings(),
                family.resolved(),
                family.defaultId(),
                family.fallbackId(),
                versions);
        return SealedText.digest(CircumstancesCodec.write(new Circumstances(bare, MetaContext.UNKNOWN, false, 0)));
    }
}
