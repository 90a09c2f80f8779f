package org.metapolicy.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.metapolicy.policy.MetapolicyException.NotFound;

/**
 * A file of the jar that is served as it is.
 *
 * @param resource where it stands in the jar, from its root
 * @param type its media type
 */
public record StaticFile(String resource, String type) {
    public static final String HTML = "text/html; charset=utf-8";
    public static final String CSS = "text/css; charset=utf-8";
    public static final String SCRIPT = "text/javascript; charset=utf-8";
    public static final String TEXT = "text/plain; charset=utf-8";

    /**
     * The file that is served under a name; one that is not listed is not looked for.
     *
     * @throws NotFound naming those that there are
     */
    public static StaticFile of(Map<String, StaticFile> served, String name) {
        StaticFile file = served.get(name);
        if (file == null) {
            throw new NotFound("there is no file '" + name + "' here: there are "
                    + String.join(", ", served.keySet().stream().sorted().toList()));
        }
        return file;
    }

    public byte[] bytes() {
        try (InputStream file = StaticFile.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("the plugin lacks " + resource);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
