package org.metapolicy.evaluation;

import java.util.List;
import java.util.Map;
import org.metapolicy.procedure.AttackCases;

/** The edits that a governed graph withstands. */
final class Governance {
    private Governance() {}

    static Section of(Scale scale) {
        Table table = new Table("edited in plain Cypher", "what `verify` names");
        for (Map.Entry<String, String> edit : AttackCases.edits()) {
            table.row(cell(edit.getKey()), cell(edit.getValue()));
        }
        Table counts = new Table("edits", "and with something unreadable")
                .row(String.valueOf(AttackCases.edits().size()), String.valueOf(AttackCases.unreadable()));
        return new Section("Governance")
                .words(
                        "Each is tried by `AttackIT` in each build: it is named, what was edited is not served, whatever is to be"
                                + " stopped can be, and no call answers with a raw error. The table lists cases; it is the build that"
                                + " runs them.")
                .table(counts)
                .table(table)
                .said(sentences(List.of(counts, table)));
    }

    private static String cell(String text) {
        return text.replace("|", "/").replace("\n", " ");
    }

    static List<String> sentences(List<Table> tables) {
        List<String> counts = tables.get(0).rows().get(0);
        return List.of((Integer.parseInt(counts.get(0)) + Integer.parseInt(counts.get(1))) + " edits are tried.");
    }
}
