package org.metapolicy.selection.token;

/** Where families stand. */
public interface Positions {
    /**
     * Where this one does now.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such family
     */
    Position of(String metaPolicyId);
}
