/**
 * The ports of governance in memory: what a use case needs to run in a test without a database.
 *
 * <p>{@link org.metapolicy.testing.memory.MemoryGraph} holds what the ports share, and each port has a class of its own
 * over it. The same contracts ({@code RegistryContract} and its neighbours) are run against these and against the ones of
 * the graph, so that neither drifts from the other. Nothing is rolled back: a test of a refusal looks at the trail.
 */
package org.metapolicy.testing.memory;
