/**
 * The closed loop: a simulated participant, a small driver of the loop over Bolt, and the people around it. The figures
 * are printed by {@code mvn -Pslow -Dit.test=ClosedLoopIT verify}.
 */
package org.metapolicy.loop;
