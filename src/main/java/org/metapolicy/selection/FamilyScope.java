package org.metapolicy.selection;

import org.metapolicy.policy.Scope;

/**
 * What a family says of whom it decides for, with regard to someone.
 *
 * @param metaPolicyId null where its id is no text
 * @param task null for any task
 * @param linked whether it runs on named participants or groups only
 * @param runsOnParticipant whether the participant sought for is one of them
 * @param runsOnGroup whether the group sought for is one of them
 * @param governed whether a trail hangs at it, as at every family that metapolicy.create made
 */
public record FamilyScope(
        String metaPolicyId,
        Scope scope,
        String task,
        boolean linked,
        boolean runsOnParticipant,
        boolean runsOnGroup,
        boolean governed) {}
