package org.metapolicy.governance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Promotion proposals of one transaction; a version has at most one open. */
public interface Proposals {
    /**
     * A proposal.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is none of this id
     */
    Proposal get(String proposalId);

    /** A family's, the newest first. */
    List<Proposal> ofFamily(String familyId);

    /** The one of a version that waits to be decided. */
    Optional<Proposal> open(String versionId);

    /** Windows that closed since the version's latest proposal was rejected; empty where none was. */
    Optional<Long> windowsSinceRejection(String versionId);

    void add(Proposal proposal);

    void close(String proposalId, Proposal.State state, String by, String reason, Instant now);
}
