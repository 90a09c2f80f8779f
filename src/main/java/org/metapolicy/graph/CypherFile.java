package org.metapolicy.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A report query from {@code cypher/}, which the jar carries under {@code metapolicy/cypher/}. */
final class CypherFile {
    private static final Pattern COMMENT = Pattern.compile("(?m)^//.*\\R");

    private CypherFile() {}

    /** The query in this file, its comments left out. */
    static String read(String name) {
        String path = "/metapolicy/cypher/" + name;
        try (InputStream stream = CypherFile.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("the plugin's jar has no " + path);
            }
            return COMMENT.matcher(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
