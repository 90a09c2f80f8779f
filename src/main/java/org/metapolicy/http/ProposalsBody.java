package org.metapolicy.http;

import com.google.gson.JsonElement;
import java.time.Instant;
import java.util.List;
import org.metapolicy.governance.Proposal;
import org.metapolicy.trail.ContextLimit;

/**
 * A page of proposals, newest first.
 *
 * @param next the {@code after} of the next page; null where this is the last
 */
record ProposalsBody(List<Entry> proposals, String next) {
    /** One proposal; null where there is none of a thing. */
    record Entry(
            String proposalId,
            String versionId,
            String state,
            String reason,
            JsonElement evidence,
            Instant createdAt,
            Instant closedAt,
            String closedBy,
            String closedReason,
            String metaPolicyId,
            List<String> contextClusters) {
        static Entry of(Proposal row) {
            return new Entry(
                    row.id(),
                    row.versionId(),
                    row.state().name(),
                    row.reason(),
                    Json.object(row.evidence()),
                    row.createdAt(),
                    row.closedAt(),
                    row.closedBy(),
                    row.closedReason(),
                    row.familyId(),
                    row.limit().map(ContextLimit::contexts).orElse(null));
        }
    }

    static ProposalsBody of(List<Proposal> all, Page page) {
        List<Entry> rows = page.of(all, Proposal::id).stream().map(Entry::of).toList();
        return new ProposalsBody(rows, page.next(rows, Entry::proposalId));
    }
}
