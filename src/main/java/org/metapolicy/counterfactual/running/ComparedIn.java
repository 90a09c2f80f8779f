package org.metapolicy.counterfactual.running;

/**
 * What is known in one context of how much more a version earns than the default, on the unit scale, and of how much oftener it is
 * overridden: from what each of the two decided there itself. Each end holds at every look and in all contexts together, but in one
 * of twenty cases.
 *
 * @param share of the default's decisions, in [0, 1]: how many of them were made in this context
 * @param n decisions of the version there
 * @param estimate of the difference
 * @param certain what the difference is not below
 * @param atMost what it is not above
 * @param overriddenMore what the difference of the override rates is not below; -1 where nothing is known of them
 */
public record ComparedIn(double share, long n, double estimate, double certain, double atMost, double overriddenMore) {}
