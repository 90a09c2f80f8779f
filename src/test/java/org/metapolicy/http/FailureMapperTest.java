package org.metapolicy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import javax.ws.rs.core.Response;
import org.junit.jupiter.api.Test;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.security.AuthorizationViolationException;
import org.neo4j.kernel.DeadlockDetectedException;
import org.neo4j.kernel.api.exceptions.Status;
import org.neo4j.logging.Log;

/** Failures of the database that a test on a real server cannot bring about at will. */
class FailureMapperTest {
    /** As the kernel throws them, of many classes. */
    private static final class Coded extends RuntimeException implements Status.HasStatus {
        private static final long serialVersionUID = 1L;

        private final transient Status status;

        Coded(Status status) {
            this.status = status;
        }

        @Override
        public Status status() {
            return status;
        }
    }

    @Test
    void aDeadlockIsForTheClientToRepeat() {
        Response answer =
                new FailureMapper().toResponse(DeadlockDetectedException.deadlockDetected("two waited for each other"));
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeaderString("Retry-After")).isEqualTo("1");
        assertThat(answer.getEntity().toString()).contains("nothing was written");
    }

    private static Response answered(Status status) {
        return new FailureMapper().toResponse(new IllegalStateException("outside", new Coded(status)));
    }

    @Test
    void whatTookTooLongSaysSo() {
        for (Status status : List.of(
                Status.Transaction.TransactionTimedOut,
                Status.Transaction.TransactionTimedOutClientConfiguration,
                Status.Transaction.LockAcquisitionTimeout)) {
            Response answer = answered(status);
            assertThat(answer.getStatus()).as(status.toString()).isEqualTo(504);
            assertThat(answer.getEntity().toString()).contains("db.transaction.timeout", "nothing was written");
        }
    }

    @Test
    void whatAnotherTimeMayDoIsForTheClientToRepeat() {
        for (Status status : List.of(
                Status.Transaction.Terminated,
                Status.Transaction.DeadlockDetected,
                Status.General.MemoryPoolOutOfMemoryError,
                Status.General.DatabaseUnavailable)) {
            assertThat(answered(status).getStatus()).as(status.toString()).isEqualTo(503);
        }
    }

    @Test
    void whatWasDeletedWhileItWasReadIsForTheClientToRepeat() {
        Response answer = new FailureMapper()
                .toResponse(new NotFoundException("node 5 not found", new NoSuchElementException("5")));
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeaderString("Retry-After")).isEqualTo("1");
    }

    @Test
    void whatNobodyForesawIsLoggedAndSaysSo() throws ReflectiveOperationException {
        List<Object> logged = new ArrayList<>();
        FailureMapper mapper = new FailureMapper();
        Field log = FailureMapper.class.getDeclaredField("log");
        log.setAccessible(true);
        log.set(
                mapper,
                Proxy.newProxyInstance(Log.class.getClassLoader(), new Class<?>[] {Log.class}, (self, method, told) -> {
                    logged.add(told[1]);
                    return null;
                }));
        IllegalStateException unforeseen = new IllegalStateException("a fault of our own");
        Response answer = mapper.toResponse(unforeseen);
        assertThat(answer.getStatus()).isEqualTo(500);
        assertThat(answer.getEntity().toString()).contains("debug.log").doesNotContain("a fault of our own");
        assertThat(logged).containsExactly(unforeseen);
    }

    @Test
    void aDatabaseThatCannotWriteItsLogIsOutOfServiceUntilSomebodyMakesRoom() {
        for (Status status : List.of(
                Status.Transaction.TransactionLogError,
                Status.Transaction.TransactionStartFailed,
                Status.General.StorageDamageDetected)) {
            Response answer = answered(status);
            assertThat(answer.getStatus()).as(status.toString()).isEqualTo(503);
            assertThat(answer.getHeaderString("Retry-After")).isNull();
            assertThat(answer.getEntity().toString()).contains("make room and restart");
        }
    }

    @Test
    void aDatabaseThatIsReadOnlyIsAConflict() {
        assertThat(answered(Status.General.ForbiddenOnReadOnlyDatabase).getStatus())
                .isEqualTo(409);
        assertThat(answered(Status.Cluster.NotALeader).getStatus()).isEqualTo(409);
    }

    @Test
    void aMissingPrivilegeIsForbidden() {
        AuthorizationViolationException denied = AuthorizationViolationException.permissionDeniedForbidden();
        Response answer = new FailureMapper().toResponse(denied);
        assertThat(answer.getStatus()).isEqualTo(403);
        assertThat(answer.getEntity().toString()).contains(denied.getMessage());
    }
}
