package org.metapolicy.governance;

import org.metapolicy.policy.VersionStatus;

/** A move that the table allows: what the version's status becomes. */
public record Transition(VersionAction action, VersionStatus from, VersionStatus to) {}
