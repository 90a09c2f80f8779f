/**
 * The trail: events chained by their hashes, what they carry, its replay and the comparison with what stands in the graph.
 *
 * <p>Pure Java above {@code policy}; {@code governance} decides what is recorded, {@code graph} stores it behind
 * {@link org.metapolicy.trail.Trail} and {@link org.metapolicy.trail.ObservedStates}. See the specification's section 7.
 */
package org.metapolicy.trail;
