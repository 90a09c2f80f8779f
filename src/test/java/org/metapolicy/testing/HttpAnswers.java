package org.metapolicy.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;

/** What the tests ask of the HTTP interface and expect of its answers. */
public final class HttpAnswers {
    public static final String CONTROL = "/meta_policy/version_control";
    public static final String JSON = "application/json";

    private static final ApiDescription DESCRIPTION = ApiDescription.read();

    private HttpAnswers() {}

    /** The object of a 200 that keeps the interface's description. */
    public static JsonObject ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(JSON);
        DESCRIPTION.check(answer);
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    /** Asserts a problem of this status whose detail says this, and shows no inside. */
    public static void problem(HttpResponse<String> answer, int status, String says) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        DESCRIPTION.check(answer);
        JsonObject problem = JsonParser.parseString(answer.body()).getAsJsonObject();
        assertThat(problem.get("status").getAsInt()).isEqualTo(status);
        assertThat(problem.get("detail").getAsString()).contains(says).doesNotContain("Exception", "\tat ");
    }

    /** A body that promotes without evidence enough; {@code more} is further JSON from its comma on. */
    public static String promote(String version, String more) {
        return control(version, "PROMOTE", ", \"override\": true" + more);
    }

    /** A body for {@link #CONTROL} about a version of family f. */
    public static String control(String version, String action, String more) {
        return "{\"meta_policy_id\": \"f\", \"version_id\": \"" + version + "\", \"action\": \"" + action
                + "\", \"reason\": \"a test\"" + more + "}";
    }
}
