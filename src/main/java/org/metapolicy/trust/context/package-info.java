/**
 * What a version's evidence says by context cluster, and what follows for choosing between versions: sums over its last
 * outcomes, the hierarchical estimate of each version's value in each context, and the probabilities that selection goes by
 * (specification, section 8.4). Pure; stands on {@code policy} alone.
 */
package org.metapolicy.trust.context;
