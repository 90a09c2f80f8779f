package org.metapolicy.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.exceptions.AuthenticationException;

class LocalServerIT {
    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @Test
    void itIsACommunityServer() {
        assertThat(SERVER.run("CALL dbms.components() YIELD edition RETURN edition")
                        .get(0)
                        .get("edition")
                        .asString())
                .isEqualTo("community");
    }

    @Test
    @Tag("apoc")
    void itHasApocWithItsJobs() {
        assertThat(SERVER.run("RETURN apoc.version() AS version")
                        .get(0)
                        .get("version")
                        .asString())
                .startsWith("5.26.");
        assertThat(SERVER.run("CALL apoc.periodic.repeat('fixture', 'RETURN 1', 3600)"))
                .hasSize(1);
        assertThat(SERVER.run("CALL apoc.periodic.cancel('fixture')")).hasSize(1);
    }

    @Test
    void nobodyEntersWithoutThePassword() {
        try (Driver driver =
                GraphDatabase.driver(SERVER.server().boltUri(), AuthTokens.basic(LocalServer.USER, LocalServer.USER))) {
            assertThatThrownBy(driver::verifyConnectivity).isInstanceOf(AuthenticationException.class);
        }
    }

    @Test
    void browserIsServed() throws IOException, InterruptedException {
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(SERVER.server().browserUri()).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Neo4j Browser");
    }

    @Test
    void whatWasCommittedSurvivesAKill() throws IOException {
        try (LocalServer own = RealServer.own("killed-once", configuration -> configuration)) {
            own.start();
            try (Driver driver = own.driver()) {
                driver.executableQuery("CREATE (:Kept {n: 1})").execute();
            }
            own.kill();
            assertThat(own.isRunning()).isFalse();
            own.start();
            try (Driver driver = own.driver()) {
                assertThat(driver.executableQuery("MATCH (k:Kept) RETURN sum(k.n) AS n")
                                .execute()
                                .records()
                                .get(0)
                                .get("n")
                                .asInt())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                LocalServer own = RealServer.own(
                        "taken",
                        configuration -> configuration.withPorts(taken.getLocalPort(), configuration.httpPort()))) {
            assertThatThrownBy(own::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " of 127.0.0.1, meant for Bolt, is taken");
        }
    }
}
