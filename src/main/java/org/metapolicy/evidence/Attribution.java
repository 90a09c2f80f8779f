package org.metapolicy.evidence;

import java.util.Optional;

/**
 * To whom an outcome belongs, by the links and ids that its writer gave it (specification, section 4.1).
 *
 * @param <N> the database's handle of a node
 */
public sealed interface Attribution<N> {
    /**
     * It belongs to one version of one family.
     *
     * @param episode the episode that it is the outcome of
     * @param version the version that decided the episode
     * @param familyId the version's family
     * @param contradiction what its other links say against that, which makes it invalid
     */
    record Owned<N>(N episode, N version, String familyId, Optional<String> contradiction) implements Attribution<N> {}

    /** Something that it needs is not there yet, and may come: it is looked at again. */
    record Waiting<N>(String reason) implements Attribution<N> {}
}
