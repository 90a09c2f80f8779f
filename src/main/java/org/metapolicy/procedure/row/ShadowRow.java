package org.metapolicy.procedure.row;

import java.util.List;
import java.util.OptionalDouble;
import org.metapolicy.selection.ShadowAgreement;
import org.neo4j.procedure.Description;

/** What shadow mode says of a version, as a row. */
public record ShadowRow(
        @Description("The version suggested.") String versionId,
        @Description("Episodes in which it was suggested.") long suggested,

        @Description("Those of them in which the same was served.")
        long agreed,

        @Description("The share that agreed, in [0, 1].") double agreement,

        @Description("Agreeing episodes with a counted outcome in the trust windows.")
        long n,

        @Description("Their mean reward, null without any.") Double rewardMean,

        @Description("The share of them that a person overrode, null without any.")
        Double overrideRate,

        @Description("The credibility index that they give, in [0, 1].")
        double shadowTrust,

        @Description("Its lower 95 % bound.") double shadowLower,
        @Description("Its upper 95 % bound.") double shadowUpper,
        @Description("The inputs that were missing.") List<String> incomplete) {
    public static ShadowRow of(ShadowAgreement agreement) {
        return new ShadowRow(
                agreement.versionId(),
                agreement.suggested(),
                agreement.agreed(),
                agreement.agreement(),
                agreement.trust().windows().n(),
                orNull(agreement.trust().windows().reward().average()),
                orNull(agreement.overrideRate()),
                agreement.trust().pci().value(),
                agreement.trust().bounds().lower(),
                agreement.trust().bounds().upper(),
                agreement.trust().pci().incomplete());
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
    }
}
