package org.metapolicy.procedure.row;

import org.metapolicy.evidence.exchange.HandedOut;
import org.neo4j.procedure.Description;

/** What counting elsewhere goes on from. */
public record HandedOutRow(
        @Description("The meta-policy.") String metaPolicyId,

        @Description(
                "Its settings, context clusters, running states and differences, as the job of docs/scale.md reads them: a JSON text,"
                        + " to be kept as it is.")
        String evidence,

        @Description("SHA-256 of the text, which a manifest names as its basis.")
        String digest,

        @Description("SHA-256 of the manifest that was imported last; empty before the first.")
        String manifest) {
    public static HandedOutRow of(HandedOut out) {
        return new HandedOutRow(out.familyId(), out.text(), out.digest(), out.manifest());
    }
}
