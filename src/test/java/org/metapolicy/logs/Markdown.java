package org.metapolicy.logs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A table as docs hold it. */
final class Markdown {
    private final List<String> lines = new ArrayList<>();

    Markdown(String... heads) {
        row((Object[]) heads);
        row(Collections.nCopies(heads.length, "---").toArray());
    }

    /** One row; numbers with a fraction get three digits after the point. */
    Markdown row(Object... cells) {
        List<String> texts = new ArrayList<>();
        for (Object cell : cells) {
            texts.add(
                    cell instanceof Double number ? String.format(Locale.ROOT, "%.3f", number) : String.valueOf(cell));
        }
        lines.add("| " + String.join(" | ", texts) + " |");
        return this;
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
