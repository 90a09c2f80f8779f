/** Episodes, outcomes, running states and snapshots as nodes; the transactions of a refresh. */
package org.metapolicy.graph.evidence;
