package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.HttpUser;
import org.metapolicy.testing.RealServer;

/** The endpoints of the extension on a real server, with a real client. */
class HttpIT {
    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @BeforeAll
    static void aFamily() {
        SERVER.run("CALL metapolicy.grantApprover($user, 'answers for the tests')", Map.of("user", LocalServer.USER));
        SERVER.run("CALL metapolicy.create({id: 'f', name: 'F'}, 'test')");
        SERVER.run("CALL metapolicy.registerVersion('f', {id: 'f.v1'}, 'test')");
    }

    @Test
    void versionsAreListed() {
        HttpResponse<String> answer = owner().get("/meta_policy/f/versions");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonArray("versions"))
                .hasSize(1);
    }

    @Test
    void anUnknownFamilyIsAProblemThatNamesIt() {
        HttpResponse<String> answer = owner().get("/meta_policy/nobody/versions");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("'nobody'");
    }

    @Test
    void nobodyIsAskedToLogIn() {
        assertThat(new HttpUser(SERVER.server(), null)
                        .get("/meta_policy/f/versions")
                        .statusCode())
                .isEqualTo(401);
    }

    private static HttpUser owner() {
        return new HttpUser(SERVER.server(), LocalServer.USER);
    }
}
