package org.metapolicy.http;

import java.util.List;
import java.util.Map;

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
            Object createdBy) {
        static Version of(Map<String, Object> row) {
            return new Version(
                    row.get("versionId"),
                    row.get("versionTag"),
                    row.get("status"),
                    row.get("trustScore"),
                    row.get("trustLower"),
                    row.get("trustUpper"),
                    row.get("n"),
                    row.get("isDefault"),
                    row.get("isFallback"),
                    row.get("parentVersionId"),
                    row.get("createdAt"),
                    row.get("governed"),
                    row.get("createdBy"));
        }
    }

    static VersionsBody of(List<Map<String, Object>> all, Page page) {
        List<Version> rows = page.of(all, row -> row.get("versionId")).stream()
                .map(Version::of)
                .toList();
        return new VersionsBody(rows, page.next(rows, row -> (String) row.versionId()));
    }
}
