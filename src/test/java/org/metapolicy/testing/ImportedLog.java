package org.metapolicy.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;
import org.metapolicy.demo.CypherScript;
import org.metapolicy.demo.LocalServer;

/** Brings other people's logs into a server by the project's import files. */
public record ImportedLog(RealServer server) {
    /** Where a log is kept, beside the project; it may be absent. */
    public static Path path(String name) {
        return RealServer.basedir().resolve("../shared/data").resolve(name).normalize();
    }

    /** The same where it is there; a test is skipped where it is not. */
    public static Path assumed(String name) {
        Path log = path(name);
        assumeThat(log)
                .as("the log " + name + " is not there: what needs it is not tried")
                .exists();
        return log;
    }

    /** A file of the same name in this folder that ends after so many of the log's rows. */
    public static Path head(Path log, int rows, Path folder) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return Files.write(
                    folder.resolve(log.getFileName()), lines.limit(1 + rows).toList());
        }
    }

    /** Makes the user of {@link RealServer#driver} an approver, unless somebody is one. */
    public void becomeApprover() {
        if (server.run("CALL metapolicy.approvers()").isEmpty()) {
            server.run("CALL metapolicy.grantApprover($user, 'imports logs')", Map.of("user", LocalServer.USER));
        }
    }

    /** Runs an import file on a log in the server's import folder; gives the number of episodes it tells. */
    public long load(String file, Path log) throws IOException {
        Path folder = server.server().configuration().home().resolve("import");
        Files.copy(log, folder.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        return CypherScript.read(RealServer.basedir().resolve("cypher").resolve(file))
                .run(server.driver(), Map.of("file", "file:///" + log.getFileName()))
                .get(0)
                .get("episodes")
                .asLong();
    }
}
