package org.metapolicy.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of the plugin this is, as the build wrote it beside the classes: the same packaged and unpackaged. */
public final class ReadVersion {
    private static final String FILE = "/metapolicy/version.properties";

    /** The version alone, such as {@code 0.1.0}. */
    public String read() {
        try (InputStream file = ReadVersion.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the plugin lacks " + FILE);
            }
            Properties written = new Properties();
            written.load(file);
            return written.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
