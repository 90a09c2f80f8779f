package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.Neo4jException;

/** An approver is a name: what becomes of the only one when the server's administrator renames the user. */
class RenamedUserIT {
    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @BeforeEach
    void oneApprover() {
        SERVER.wipe();
        SERVER.ensureUser("sole");
        as("sole", "CALL metapolicy.grantApprover('sole', 'answers for it')");
        as("sole", "CALL metapolicy.create({id: 'f', four_eyes: true}, 'a pilot')");
        as("sole", "CALL metapolicy.registerVersion('f', {id: 'v'}, 'made by them')");
    }

    @AfterEach
    void nobodyIsLeft() {
        administer("DROP USER sole IF EXISTS");
        administer("DROP USER renamed IF EXISTS");
    }

    @Test
    void whoeverIsRenamedApprovesNothingUntilTheyAreRenamedBack() {
        administer("RENAME USER sole TO renamed");
        assertThatThrownBy(() -> as("renamed", "CALL metapolicy.configure('f', {description: 'a test'}, 'a test')"))
                .isInstanceOfSatisfying(Neo4jException.class, refused -> assertThat(refused.code())
                        .isEqualTo("Neo.ClientError.Security.Forbidden"));
        assertThatThrownBy(() -> as("renamed", "CALL metapolicy.grantApprover('renamed', 'it is me')"))
                .isInstanceOf(Neo4jException.class);
        // The safe direction is open to them as to anybody.
        as("renamed", "CALL metapolicy.pause('v', 'a test')");
        assertVerified();

        administer("RENAME USER renamed TO sole");
        as("sole", "CALL metapolicy.configure('f', {description: 'a test'}, 'a test')");
        assertVerified();
    }

    @Test
    void whoKnowsBeforehandHandsOverToTheNewName() {
        as("sole", "CALL metapolicy.grantApprover('renamed', 'will be called so')");
        as("sole", "CALL metapolicy.revokeApprover('sole', 'will be called otherwise')");
        administer("RENAME USER sole TO renamed");
        as("renamed", "CALL metapolicy.revokeApprover('sole', 'is called otherwise')");
        assertThat(SERVER.run("CALL metapolicy.approvers() YIELD username RETURN username"))
                .extracting(row -> row.get("username").asString())
                .containsExactly("renamed");
        // Whoever gets the old name later is nobody.
        SERVER.ensureUser("sole");
        assertThatThrownBy(() -> as("sole", "CALL metapolicy.configure('f', {description: 'a test'}, 'a test')"))
                .isInstanceOf(Neo4jException.class);
        // Four eyes go by names: the maker under another name is another.
        as("renamed", "CALL metapolicy.promote('v', 'a test', {override: true})");
        assertVerified();
    }

    private static void assertVerified() {
        for (String chain : List.of("null", "'f'")) {
            assertThat(SERVER.run("CALL metapolicy.audit.verify(" + chain + ") YIELD problem RETURN problem")
                            .get(0)
                            .get("problem")
                            .asString(null))
                    .as(chain)
                    .isNull();
        }
    }

    private static void administer(String command) {
        try (var session = SERVER.driver().session(SessionConfig.forDatabase("system"))) {
            session.run(command, Map.of()).consume();
        }
    }

    private static List<Record> as(String user, String query) {
        try (Driver driver = SERVER.driver(user);
                var session = driver.session()) {
            return session.run(query).list();
        }
    }
}
