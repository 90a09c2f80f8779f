package org.metapolicy.worlds;

import org.metapolicy.worlds.World.Outcome;

/** A way of choosing between versions, by their places. */
public interface Chooser {
    int choose(int context);

    /** An outcome has become known. */
    void see(int version, int context, Outcome outcome);

    /** Every {@link Run#REFRESH} trials. */
    default void refresh() {}
}
