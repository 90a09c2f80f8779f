package org.metapolicy.http;

import static org.assertj.core.api.Assertions.assertThat;

import javax.ws.rs.core.Response;
import org.junit.jupiter.api.Test;
import org.neo4j.graphdb.security.AuthorizationViolationException;
import org.neo4j.kernel.DeadlockDetectedException;

/** Failures of the database that a test on a real server cannot bring about at will. */
class FailureMapperTest {
    @Test
    void aDeadlockIsForTheClientToRepeat() {
        Response answer =
                new FailureMapper().toResponse(DeadlockDetectedException.deadlockDetected("two waited for each other"));
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeaderString("Retry-After")).isEqualTo("1");
        assertThat(answer.getEntity().toString()).contains("nothing was written");
    }

    @Test
    void aMissingPrivilegeIsForbidden() {
        AuthorizationViolationException denied = AuthorizationViolationException.permissionDeniedForbidden();
        Response answer = new FailureMapper().toResponse(denied);
        assertThat(answer.getStatus()).isEqualTo(403);
        assertThat(answer.getEntity().toString()).contains(denied.getMessage());
    }
}
