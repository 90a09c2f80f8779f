package org.metapolicy.selection;

import java.util.List;
import org.metapolicy.trust.context.Prospect;

/**
 * Serves another than the default only where it is likely enough to be as safe, but for a margin of 0.05 (specification,
 * section 8.5). Open where there is no default to fall back on, or nothing tabulated to go by.
 */
final class SafetyGate {
    /** From this on another serves like any version. */
    private static final double LIKELY = 0.5;
    /** Up to here its share of learning shrinks in proportion: to nothing as what it is known for becomes certain. */
    private static final double DOUBTFUL = 0.2;

    private final VersionStanding standard;

    private SafetyGate(VersionStanding standard) {
        this.standard = standard;
    }

    /** That of a family's versions: its default, where that is eligible, is the standard. */
    static SafetyGate of(Candidates family, List<Assessed> assessed) {
        for (Assessed one : assessed) {
            if (family.isDefault(one.version()) && one.eligibility().eligible()) {
                return new SafetyGate(one.version());
            }
        }
        return new SafetyGate(null);
    }

    /** The default, who serves for what is refused; null where there is none. */
    VersionStanding standard() {
        return standard;
    }

    /** The probability that the version is as safe as the default; null where there is nothing to go by. */
    Double asSafe(VersionStanding version) {
        Prospect own = prospect(version);
        Prospect other = prospect(standard);
        return own == null || other == null || version == standard ? null : own.asSafeAs(other);
    }

    /** Whether it may be served for what it is worth. */
    boolean serves(VersionStanding version) {
        Double likely = asSafe(version);
        return likely == null || likely >= LIKELY;
    }

    /** The part of a share of learning that it gets, in [0, 1]. */
    double share(VersionStanding version) {
        Double likely = asSafe(version);
        return likely == null ? 1 : Math.min(1, likely / DOUBTFUL);
    }

    private static Prospect prospect(VersionStanding version) {
        return version == null || version.evidence() == null
                ? null
                : version.evidence().prospect();
    }
}
