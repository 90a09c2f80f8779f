package org.metapolicy.http;

import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import javax.ws.rs.ext.Provider;
import org.metapolicy.policy.MetapolicyException;

/** What the product refuses, under the status that tells a client what to do about it. */
@Provider
public final class RefusalMapper implements ExceptionMapper<MetapolicyException> {
    @Override
    public Response toResponse(MetapolicyException refusal) {
        if (refusal instanceof MetapolicyException.InvalidInput) {
            return new Problem(Response.Status.BAD_REQUEST, "Invalid input", refusal.getMessage()).response();
        }
        if (refusal instanceof MetapolicyException.NotPermitted) {
            return new Problem(Response.Status.FORBIDDEN, "Not permitted", refusal.getMessage()).response();
        }
        if (refusal instanceof MetapolicyException.NotFound) {
            return new Problem(Response.Status.NOT_FOUND, "Not found", refusal.getMessage()).response();
        }
        return new Problem(Response.Status.CONFLICT, "Conflict", refusal.getMessage()).response();
    }
}
