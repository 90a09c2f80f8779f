package org.metapolicy.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.metapolicy.demo.CypherScript;

/**
 * A Cypher block of a document, as a reader pastes it into Browser or cypher-shell: statements that end with a semicolon, or
 * one without; lines {@code :param name => expression} before them; a first line {@code // Needs Neo4j Enterprise}. A block
 * {@code text} after it tells what its last statement must show, line by line, or begins with {@code Error:} and tells what it
 * must fail with.
 *
 * @param parameters what its {@code :param} lines set: Cypher expressions by name
 * @param statements in order
 * @param shows parts of its last rows, as {@code column=value}
 * @param error a part of the message that the last statement must fail with; null where all must succeed
 * @param needsEnterprise whether Community must refuse it, as an administration command that it has not
 */
public record CypherBlock(
        Map<String, String> parameters,
        List<String> statements,
        List<String> shows,
        String error,
        boolean needsEnterprise) {
    private static final Pattern PARAMETER = Pattern.compile("(?m)^:param (\\w+) => (.*(?:\\n[ ].*)*)\\n?");
    private static final String ENTERPRISE = "// Needs Neo4j Enterprise";
    private static final String ERROR = "Error: ";

    /** The blocks of a page, in order. */
    public static List<CypherBlock> of(MarkdownPage page) {
        List<MarkdownPage.Block> all = page.blocks();
        List<CypherBlock> blocks = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).language().equals("cypher")) {
                blocks.add(of(all.get(i).text(), i + 1 < all.size() ? all.get(i + 1) : null));
            }
        }
        return blocks;
    }

    private static CypherBlock of(String text, MarkdownPage.Block next) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher matcher = PARAMETER.matcher(text);
        while (matcher.find()) {
            parameters.put(matcher.group(1), matcher.group(2));
        }
        String told = next != null && next.language().equals("text") ? next.text() : "";
        boolean fails = told.startsWith(ERROR);
        return new CypherBlock(
                parameters,
                CypherScript.of(matcher.replaceAll("")).statements(),
                fails ? List.of() : told.lines().toList(),
                fails ? told.substring(ERROR.length()).lines().collect(Collectors.joining(" ")) : null,
                text.startsWith(ENTERPRISE));
    }
}
