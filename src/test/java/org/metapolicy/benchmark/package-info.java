/** What decisions, refreshes, records and pages cost: {@code mvn test-compile exec:exec@benchmark} and its like. */
package org.metapolicy.benchmark;
