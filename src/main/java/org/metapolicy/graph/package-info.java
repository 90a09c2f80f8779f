/**
 * The database, and the only packages that talk to it: implement the ports that the domain packages declare.
 *
 * <p>The core API where every decision passes; Cypher from {@code metapolicy/cypher/*.cypher} for reports. Here are the
 * schema, the helpers that read nodes, and the reports; {@code graph.evidence}, {@code graph.governance} and
 * {@code graph.selection} implement the ports of their namesakes. Built by {@code wiring}; nothing else depends on it. See
 * the specification's section 3.
 */
package org.metapolicy.graph;
