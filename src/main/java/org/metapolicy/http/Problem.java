package org.metapolicy.http;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.ws.rs.core.Response;

/**
 * A refusal as HTTP clients see it (RFC 9457): its status, a title for the kind, and in {@code detail} what was wrong and
 * what would be right.
 */
record Problem(Response.StatusType status, String title, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";

    Response response() {
        return builder().build();
    }

    /** The same, for adding headers. */
    Response.ResponseBuilder builder() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status.getStatusCode());
        body.put("detail", detail);
        return Response.status(status).type(MEDIA_TYPE).entity(Json.of(body));
    }
}
