package org.metapolicy.app.refresh;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.metapolicy.app.moves.GovernanceSession;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.RefreshTransactions;
import org.metapolicy.evidence.exchange.Manifest;
import org.metapolicy.evidence.recording.EvidenceBases;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException;

/**
 * Takes in states that were counted elsewhere: takes the snapshots, judges and acts as a refresh does, in one transaction of its
 * own, and tells the trail (specification, section 4.7).
 */
public final class ImportEvidence {
    private final RefreshTransactions<Governor> transactions;
    private final Clock clock;

    /**
     * What an import needs of governance, inside its transaction.
     *
     * @param moves what a refresh does by itself
     */
    public record Governor(
            FamilyGovernor moves, GovernanceSession session, CountedEvidence counted, EvidenceBases bases) {}

    public ImportEvidence(RefreshTransactions<Governor> transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Imports what came of counting. A manifest that was imported before changes nothing.
     *
     * @param states the text of what was counted
     * @param manifest the text of its manifest
     * @return a row per version, as a refresh gives them; the one row SKIPPED where the manifest was imported before
     * @throws MetapolicyException if the caller is no approver of the family, it does not count elsewhere, a text is none or
     *     does not fit the other, or the family holds other evidence than what was counted from
     */
    public List<RefreshedVersion> run(String familyId, String states, String manifest) {
        Identifier.require("meta-policy id", familyId);
        return transactions.inTransaction(familyId, Optional.empty(), (transaction, governor) -> new EvidenceImport(
                        transaction, governor, familyId, clock.instant())
                .run(Manifest.digestOf(manifest), states, () -> Manifest.read(manifest)));
    }
}
