package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.demo.ExamplePilot;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.MarkdownPage;
import org.metapolicy.testing.Python;
import org.metapolicy.testing.RealServer;

/** The client for Python, its page, its loop and its notebook, over the Query API of a real server with the example. */
class PythonIT {
    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @BeforeAll
    static void theExample() {
        ExamplePilot.loadInto(SERVER.driver());
    }

    @Test
    void theClientDoesWhatItsPageAndItsNamesPromise() throws IOException, InterruptedException {
        Python.Result run = Python.run(
                List.of(),
                environment(),
                List.of(RealServer.basedir()
                        .resolve("src/test/python/client_test.py")
                        .toString()));

        assertThat(run.exitValue()).as(run.errors()).isZero();
        assertThat(run.errors()).containsPattern("Ran \\d+ tests").contains("OK");
    }

    @Test
    void thePagesBlocksRunOneAfterTheOther() throws IOException, InterruptedException {
        MarkdownPage page = MarkdownPage.read(RealServer.basedir().resolve("docs/python.md"));
        String program = String.join("\n", page.blocks("python"))
                .replace("http://localhost:7474", address())
                .replace("\"secret\"", "\"" + RealServer.PASSWORD + "\"")
                .replace(":secret", ":" + RealServer.PASSWORD);

        Python.Result run = Python.run(List.of(), Map.of(), List.of("-c", program));

        assertThat(run.exitValue()).as(run.errors()).isZero();
        assertThat(run.output())
                .contains("'created': 200", "outcome.reward is 7")
                .contains("Neo.ClientError.");
    }

    @Test
    void theMirrorCoreRunsItsLoop() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                RealServer.basedir().resolve("src/python/mirror_core.py").toString()));
        command.addAll(List.of(address(), LocalServer.USER, RealServer.PASSWORD, "focus", "40"));

        Python.Result run = Python.run(List.of(), Map.of(), command);

        assertThat(run.exitValue()).as(run.errors()).isZero();
        assertThat(run.output()).containsPattern("(?m)^focus\\.\\S+ \\d+$").contains("focus.bandit-1 ROLLED_BACK");
        assertThat(SERVER.run("MATCH (t:Trial)<-[:FOR_TRIAL]-(e:PolicyEpisode)-[:HAS_OUTCOME]->(:CountedOutcome)"
                                + " WHERE t.id STARTS WITH 'mirror-' RETURN count(*) AS counted")
                        .get(0)
                        .get("counted")
                        .asInt())
                .isBetween(1, 40);
    }

    @Test
    void theNotebookRunsFromItsFirstCellToItsLast() throws IOException, InterruptedException {
        Python.Result run = Python.run(
                List.of("nbclient", "nbformat", "ipykernel", "pandas", "matplotlib"),
                environment(),
                List.of(
                        RealServer.basedir()
                                .resolve("src/test/python/run_notebook.py")
                                .toString(),
                        RealServer.basedir()
                                .resolve("docs/notebooks/trust.ipynb")
                                .toString()));

        assertThat(run.exitValue()).as(run.errors()).isZero();
        assertThat(run.output()).contains("image/png").contains("text/html");
    }

    private static String address() {
        return "http://" + SERVER.server().browserUri().getAuthority();
    }

    private static Map<String, String> environment() {
        return Map.of("METAPOLICY_URL", address(), "METAPOLICY_PASSWORD", RealServer.PASSWORD);
    }
}
