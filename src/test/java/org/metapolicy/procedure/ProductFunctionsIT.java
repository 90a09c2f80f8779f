package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** The plugin about itself, run from classes; the packaged one is asked by JarIT. */
class ProductFunctionsIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @Test
    void theVersionIsTheOneOfThePom() throws IOException {
        Object version =
                NEO4J.run("RETURN metapolicy.version() AS version").get(0).get("version");

        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<artifactId>metapolicy</artifactId>\n  <version>" + version + "</version>");
    }
}
