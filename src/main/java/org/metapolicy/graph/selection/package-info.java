/** What a decision reads and records: families, scopes, trials, parameters, adjustments. */
package org.metapolicy.graph.selection;
