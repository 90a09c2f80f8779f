package org.metapolicy.selection.token;

import java.util.Optional;

/** Families as they stood before their last two refreshes. */
public interface KeptStandings {
    /** How many are kept of a family. */
    int KEPT = 2;

    /** Keeps the family as it stands, and lets go of what is older than {@link #KEPT} others; nothing where it is kept already. */
    void keep(String metaPolicyId);

    /** The family as it stood at that position; empty where that is not kept. */
    Optional<KeptStanding> at(String metaPolicyId, Position position);
}
