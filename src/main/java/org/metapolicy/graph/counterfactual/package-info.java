/** Logs to judge other versions on, as they stand in the graph. */
package org.metapolicy.graph.counterfactual;
