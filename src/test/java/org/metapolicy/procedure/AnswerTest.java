package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.kernel.api.exceptions.Status;

class AnswerTest {
    @Test
    void whatWasDeletedMeanwhileMayBeTriedAgain() {
        assertThatThrownBy(() -> Answer.row(() -> {
                    throw new NotFoundException("node 5 not found", new NoSuchElementException("5"));
                }))
                .isInstanceOf(ProcedureFailure.class)
                .hasMessage(
                        "something that this call read was deleted meanwhile; it may be tried again: node 5 not found")
                .extracting(
                        failure -> ((ProcedureFailure) failure).status().code().classification())
                .isEqualTo(Status.Classification.TransientError);
    }

    /** Nothing changes that by trying again. */
    @Test
    void aPropertyThatIsNotThereStaysWhatItIs() {
        NotFoundException missing = new NotFoundException("No such property, 'id'.");
        assertThatThrownBy(() -> Answer.row(() -> {
                    throw missing;
                }))
                .isSameAs(missing);
    }

    @Test
    void aRefusalMayNot() {
        assertThatThrownBy(() -> Answer.row(() -> {
                    throw new Conflict("not so");
                }))
                .isInstanceOf(ProcedureFailure.class)
                .hasMessage("not so")
                .extracting(
                        failure -> ((ProcedureFailure) failure).status().code().classification())
                .isEqualTo(Status.Classification.ClientError);
    }
}
