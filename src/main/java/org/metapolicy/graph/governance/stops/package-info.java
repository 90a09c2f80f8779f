/** Automatic stops in the graph. */
package org.metapolicy.graph.governance.stops;
