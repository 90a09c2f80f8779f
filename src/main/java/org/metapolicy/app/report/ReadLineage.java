package org.metapolicy.app.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
        Map<String, List<LineageVersion>> children = new HashMap<>();
        rows.forEach(row -> children.computeIfAbsent(row.parentVersionId(), parent -> new ArrayList<>())
                .add(row));
        List<LineageEntry> tree = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        // Generations may be many, so that what is still to be placed waits here and not on the stack of calls.
        Deque<LineageEntry> waiting = new ArrayDeque<>();
        push(children.get(null), 0, waiting);
        while (!waiting.isEmpty()) {
            LineageEntry next = waiting.pop();
            if (placed.add(next.version().versionId())) {
                tree.add(next);
                push(children.get(next.version().versionId()), next.depth() + 1, waiting);
            }
        }
        // What a parent by hand, or none at all in the family, keeps off the tree.
        for (LineageVersion row : rows) {
            if (placed.add(row.versionId())) {
                tree.add(new LineageEntry(row, 0));
            }
        }
        return tree;
    }

    /** The first of them is the next to be taken. */
    private static void push(List<LineageVersion> rows, int depth, Deque<LineageEntry> waiting) {
        for (int i = rows == null ? -1 : rows.size() - 1; i >= 0; i--) {
            waiting.push(new LineageEntry(rows.get(i), depth));
        }
    }
}
