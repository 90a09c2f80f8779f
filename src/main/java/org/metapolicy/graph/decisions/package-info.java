/** What the graph keeps of decisions, for comparing those who would have made others. */
package org.metapolicy.graph.decisions;
