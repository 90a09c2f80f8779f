package org.metapolicy.wiring;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.metapolicy.app.moves.CallerEvidence;
import org.metapolicy.app.moves.EraseParticipant;
import org.metapolicy.graph.erasure.GraphFamilyTexts;
import org.metapolicy.graph.erasure.GraphPersonalData;
import org.metapolicy.graph.evidence.GraphCountedEvidence;
import org.metapolicy.graph.evidence.GraphEvidenceBases;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.security.SecurityContext;

/** Builds what forgets somebody, for one session's transaction. */
public final class ErasureWiring {
    private static final int PSEUDONYM_BYTES = 16;

    private ErasureWiring() {}

    public static EraseParticipant eraseParticipant(Transaction tx, SecurityContext security, CallerEvidence given) {
        return new EraseParticipant(
                MovesWiring.session(tx, security, given),
                new EraseParticipant.Memory(
                        new GraphPersonalData(tx),
                        new GraphFamilyTexts(tx),
                        new GraphCountedEvidence(tx),
                        new GraphEvidenceBases(tx)),
                ErasureWiring::newPseudonym);
    }

    private static String newPseudonym() {
        byte[] random = new byte[PSEUDONYM_BYTES];
        new SecureRandom().nextBytes(random);
        return "erased-" + HexFormat.of().formatHex(random);
    }
}
