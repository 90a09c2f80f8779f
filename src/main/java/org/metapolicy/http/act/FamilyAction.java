package org.metapolicy.http.act;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metapolicy.app.moves.CallerEvidence;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.wiring.MovesWiring;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;

/** What of a whole family a request may set. */
enum FamilyAction {
    SET_MODE {
        @Override
        GovernanceEvent run(InternalTransaction tx, CallerEvidence evidence, String id, String value, String reason) {
            return MovesWiring.setFamilyMode(tx, tx.securityContext(), evidence).run(id, value, reason);
        }
    },
    SET_STATUS {
        @Override
        GovernanceEvent run(InternalTransaction tx, CallerEvidence evidence, String id, String value, String reason) {
            return MovesWiring.setFamilyStatus(tx, tx.securityContext(), evidence)
                    .run(id, value, reason);
        }
    };

    static final Map<String, FamilyAction> BY_NAME =
            Stream.of(values()).collect(Collectors.toMap(Enum::name, Function.identity()));

    abstract GovernanceEvent run(
            InternalTransaction tx, CallerEvidence evidence, String id, String value, String reason);
}
