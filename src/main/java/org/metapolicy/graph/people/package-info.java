/** What was counted of people, in the graph. */
package org.metapolicy.graph.people;
