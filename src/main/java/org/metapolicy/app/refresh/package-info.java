/**
 * The refresh: counts what came in, judges, takes snapshots and does what may be done without asking; and the plan of one.
 *
 * <p>Automatic moves go through {@code app.moves}, so that a stop and a person's move are one piece of code.
 */
package org.metapolicy.app.refresh;
