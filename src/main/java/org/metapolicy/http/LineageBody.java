package org.metapolicy.http;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.metapolicy.governance.LineageEntry;
import org.metapolicy.governance.LineageVersion;

/**
 * A page of a family's versions as a tree, each parent before its children.
 *
 * @param next the {@code after} of the next page; null where this is the last
 */
record LineageBody(List<Entry> lineage, String next) {
    /**
     * One version; null where there is none of a thing.
     *
     * @param depth steps from a version without a parent
     * @param changes what changed from the parent: {from, to} by what it is
     * @param changed the same in words
     */
    record Entry(
            String versionId,
            String versionTag,
            String parentVersionId,
            int depth,
            String status,
            Double trustScore,
            Map<String, Object> changes,
            String reason,
            ZonedDateTime createdAt,
            List<String> changed) {
        static Entry of(LineageEntry entry) {
            LineageVersion version = entry.version();
            return new Entry(
                    version.versionId(),
                    version.versionTag(),
                    version.parentVersionId(),
                    entry.depth(),
                    version.status(),
                    version.trustScore(),
                    entry.changes(),
                    version.reason(),
                    version.createdAt(),
                    entry.words());
        }
    }

    static LineageBody of(List<LineageEntry> all, Page page) {
        List<Entry> rows = page.of(all, entry -> entry.version().versionId()).stream()
                .map(Entry::of)
                .toList();
        return new LineageBody(rows, page.next(rows, Entry::versionId));
    }
}
