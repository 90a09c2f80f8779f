/**
 * What Cypher calls: procedures and functions, each one expression that parses, calls one use case and maps the answer to
 * rows.
 *
 * <p>Gets its use cases from {@code wiring}; {@link org.metapolicy.procedure.Answer} turns the product's refusals into
 * Neo4j status codes. See the specification's section 9.
 */
package org.metapolicy.procedure;
