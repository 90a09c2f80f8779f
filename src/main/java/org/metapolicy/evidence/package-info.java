/**
 * From what stands in the graph to what trust counts: episodes and outcomes as they were written, by whomever, judged one
 * by one (counted, waiting, invalid), put in order of arrival and assigned to context clusters.
 *
 * <p>Pure Java above {@code trust} and {@code policy}; the ports declared here are implemented by {@code graph}. See the
 * specification's section 4.
 */
package org.metapolicy.evidence;
