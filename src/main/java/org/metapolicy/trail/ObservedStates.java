package org.metapolicy.trail;

/** The graph as it stands, for comparing it with what its trails lead to. */
public interface ObservedStates {
    /**
     * What a chain governs.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if its family does not exist
     */
    ObservedState observe(Chain chain);
}
