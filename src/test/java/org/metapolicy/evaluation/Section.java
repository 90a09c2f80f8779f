package org.metapolicy.evaluation;

import java.util.ArrayList;
import java.util.List;

/** A part of the page: words and tables in turn, then what the tables say. */
final class Section {
    static final String SAID = "What this says:";

    private final String title;
    private final StringBuilder body = new StringBuilder();
    private final List<String> sentences = new ArrayList<>();

    Section(String title) {
        this.title = title;
    }

    Section words(String words) {
        body.append(words).append("\n\n");
        return this;
    }

    Section table(Table table) {
        body.append(table).append('\n');
        return this;
    }

    Section said(List<String> said) {
        sentences.addAll(said);
        return this;
    }

    String title() {
        return title;
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("## " + title + "\n" + body);
        if (!sentences.isEmpty()) {
            text.append(SAID).append("\n\n");
            sentences.forEach(sentence -> text.append("- ").append(sentence).append('\n'));
            text.append('\n');
        }
        return text.toString();
    }
}
