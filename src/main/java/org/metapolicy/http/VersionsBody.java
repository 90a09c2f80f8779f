package org.metapolicy.http;

import com.google.gson.JsonElement;
import java.util.List;
import org.metapolicy.governance.VersionOverview;

/**
 * A page of a family's versions, newest first.
 *
 * @param next the {@code after} of the next page; null where this is the last
 */
record VersionsBody(List<Version> versions, String next) {
    /** One version; null where there is none of a thing. */
    record Version(
            Object versionId,
            Object versionTag,
            Object status,
            Object trustScore,
            Object trustLower,
            Object trustUpper,
            Object n,
            Object isDefault,
            Object isFallback,
            Object parentVersionId,
            Object createdAt,
            Object governed,
            Object createdBy,
            Object policyId,
            JsonElement hyperparams,
            Object reasoning) {
        static Version of(VersionOverview row) {
            return new Version(
                    row.versionId(),
                    row.versionTag(),
                    row.status(),
                    row.trustScore(),
                    row.trustLower(),
                    row.trustUpper(),
                    row.n(),
                    row.isDefault(),
                    row.isFallback(),
                    row.parentVersionId(),
                    row.createdAt(),
                    row.governed(),
                    row.createdBy(),
                    row.policyId(),
                    Json.object(row.hyperparams()),
                    row.reasoning());
        }
    }

    static VersionsBody of(List<VersionOverview> all, Page page) {
        List<Version> rows = page.of(all, VersionOverview::versionId).stream()
                .map(Version::of)
                .toList();
        return new VersionsBody(rows, page.next(rows, row -> (String) row.versionId()));
    }
}
