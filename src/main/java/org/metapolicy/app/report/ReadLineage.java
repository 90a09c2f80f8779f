package org.metapolicy.app.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.metapolicy.governance.LineageEntry;
import org.metapolicy.governance.LineageVersion;
import org.metapolicy.governance.Reports;
import org.metapolicy.policy.Identifier;

/** A family's versions as a tree: each parent before its children. */
public final class ReadLineage {
    private final Reports reports;

    public ReadLineage(Reports reports) {
        this.reports = reports;
    }

    public List<LineageEntry> run(String familyId) {
        List<LineageVersion> rows = reports.lineage(Identifier.require("meta-policy id", familyId));
        List<LineageEntry> tree = new ArrayList<>();
        Set<Object> placed = new HashSet<>();
        add(rows, null, 0, tree, placed);
        // What a parent by hand, or none at all in the family, keeps off the tree.
        for (LineageVersion row : rows) {
            if (!placed.contains(row.versionId())) {
                tree.add(new LineageEntry(row, 0));
            }
        }
        return tree;
    }

    private static void add(
            List<LineageVersion> rows, Object parent, int depth, List<LineageEntry> tree, Set<Object> placed) {
        for (LineageVersion row : rows) {
            if (Objects.equals(parent, row.parentVersionId()) && placed.add(row.versionId())) {
                tree.add(new LineageEntry(row, depth));
                add(rows, row.versionId(), depth + 1, tree, placed);
            }
        }
    }
}
