/** What decisions cost, measured with JMH: {@code mvn test-compile exec:exec@benchmark}. */
package org.metapolicy.benchmark;
