/** Fits context clusters. */
package org.metapolicy.evidence.clustering;
