package org.metapolicy.evidence;

import java.time.Instant;

/**
 * What one transaction of counting added to a family.
 *
 * @param counted the number of the evidence counted last
 * @param newResolved episodes that became resolved
 * @param newOutcomes outcomes that were counted
 * @param newInvalid outcomes that were left out
 * @param refreshedAt when it happened
 */
public record FamilyProgress(long counted, long newResolved, long newOutcomes, long newInvalid, Instant refreshedAt) {}
