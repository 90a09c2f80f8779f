package org.metapolicy.trail;

import java.util.List;

/** The graph as it stands, for comparing it with what its trails lead to. */
public interface ObservedStates {
    /**
     * What a chain governs.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if its family does not exist
     */
    ObservedState observe(Chain chain);

    /** The last event of each family's chain: what it was made under is held against the chain of the settings. */
    List<StoredEvent> lastEvents();
}
