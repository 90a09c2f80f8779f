package org.metapolicy.http;

import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import javax.ws.rs.ext.Provider;
import org.neo4j.graphdb.security.AuthorizationViolationException;
import org.neo4j.kernel.api.exceptions.Status;
import org.neo4j.logging.Log;

/**
 * What the database refuses, and what nobody foresaw: the server itself would answer an empty 500 and log nothing.
 *
 * <p>A transient failure, such as a deadlock, is for the client to repeat: repeated here it might be done twice.
 */
@Provider
public final class FailureMapper implements ExceptionMapper<Throwable> {
    private static final int SECONDS_TO_WAIT = 1;

    @Context
    private Log log;

    @Override
    public Response toResponse(Throwable failure) {
        Status status = DatabaseStatus.of(failure);
        if (failure instanceof AuthorizationViolationException
                || DatabaseStatus.isOneOf(DatabaseStatus.FORBIDDEN, status)) {
            return new Problem(Response.Status.FORBIDDEN, "Not permitted", failure.getMessage()).response();
        }
        if (DatabaseStatus.isOneOf(DatabaseStatus.READ_ONLY, status)) {
            return new Problem(
                            Response.Status.CONFLICT,
                            "Read only",
                            "this database may not be written here: " + failure.getMessage())
                    .response();
        }
        if (DatabaseStatus.isOneOf(DatabaseStatus.TIMED_OUT, status)) {
            return new Problem(
                            Response.Status.GATEWAY_TIMEOUT,
                            "Timed out",
                            "the database ended this for taking longer than its settings allow (db.transaction.timeout,"
                                    + " db.lock.acquisition.timeout), and nothing was written: "
                                    + failure.getMessage())
                    .response();
        }
        if (DatabaseStatus.isPassing(failure, status)) {
            return new Problem(
                            Response.Status.SERVICE_UNAVAILABLE,
                            "Try again",
                            "the database could not do this now and nothing was written; the same request may succeed"
                                    + " later: "
                                    + failure.getMessage())
                    .builder()
                    .header(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT)
                    .build();
        }
        if (DatabaseStatus.isOneOf(DatabaseStatus.STOPPED, status)) {
            return new Problem(
                            Response.Status.SERVICE_UNAVAILABLE,
                            "Out of service",
                            "the database can no longer write, as when its disk is full: make room and restart the server,"
                                    + " then tell again what was not answered: "
                                    + failure.getMessage())
                    .response();
        }
        log.error("metapolicy: a request over HTTP failed", failure);
        return new Problem(
                        Response.Status.INTERNAL_SERVER_ERROR,
                        "Failed",
                        "the request failed and nothing was written; the server's debug.log says why")
                .response();
    }
}
