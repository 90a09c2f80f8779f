package org.metapolicy.http;

import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import javax.ws.rs.ext.Provider;

/** What never reached a resource, or was refused by its media type or size: 404, 405, 406, 413, 415. */
@Provider
public final class ProtocolMapper implements ExceptionMapper<WebApplicationException> {
    @Override
    public Response toResponse(WebApplicationException refusal) {
        Response given = refusal.getResponse();
        Response.StatusType status = given.getStatusInfo();
        Response.ResponseBuilder answer =
                new Problem(status, status.getReasonPhrase(), advice(status.getStatusCode(), refusal)).builder();
        // Such as Allow, which goes with 405.
        given.getHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Type") && !name.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> answer.header(name, value));
            }
        });
        return answer.build();
    }

    private static String advice(int status, WebApplicationException refusal) {
        return switch (status) {
            case 404 -> "there is nothing at this path; openapi.json beside it describes what there is";
            case 405 -> "this path does not take this method; the header Allow names those that it takes";
            case 406 -> "none of the media types asked for can be given; ask for application/json or leave Accept out";
            case 413 -> refusal.getMessage() + ": nothing that is asked for here needs that much";
            case 415 -> "the body must be application/json, and its Content-Type must say so";
            default -> refusal.getMessage();
        };
    }
}
