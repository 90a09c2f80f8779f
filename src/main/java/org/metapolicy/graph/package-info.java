/**
 * The database, and the only package that talks to it: implements the ports that the domain packages declare.
 *
 * <p>The core API where every decision passes; Cypher from {@code metapolicy/cypher/*.cypher} for reports. Built by
 * {@code wiring}; nothing else depends on it. See DESIGN section 3.
 */
package org.metapolicy.graph;
