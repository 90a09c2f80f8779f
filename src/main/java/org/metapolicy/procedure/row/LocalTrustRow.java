package org.metapolicy.procedure.row;

import org.metapolicy.app.trust.LocalTrust;
import org.neo4j.procedure.Description;

/** How far a version may be relied on for somebody, or in a context, as a row. */
public record LocalTrustRow(
        @Description("What is known of its trust there, in [0, 1]; null where too little is.")
        Double trust,

        @Description("Lower end of its 95 % interval.") Double lower,
        @Description("Upper end of it.") Double upper,

        @Description("Expected reward; null where none was counted.")
        Double value,

        @Description("Episodes that it rests on: those of whom source names.")
        long n,

        @Description(
                "PARTICIPANT, GROUP or CONTEXT, the nearest of which anything was counted; ALL where nothing was, and the"
                        + " figures are the version's own.")
        String source) {
    public static LocalTrustRow of(LocalTrust trust) {
        return new LocalTrustRow(
                trust.trust(),
                trust.lower(),
                trust.upper(),
                trust.value(),
                trust.n(),
                trust.source().name());
    }
}
