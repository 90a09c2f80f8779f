package org.metapolicy.governance;

import java.time.Instant;

/**
 * An approver of the whole graph and how they came to be one; what the trail does not say is null.
 *
 * @param name the user
 */
public record GrantedApprover(String name, String grantedBy, Instant grantedAt, String reason) {}
