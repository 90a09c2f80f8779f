/**
 * What people do to families, versions and approvers: lock, check, move, record.
 *
 * <p>{@link org.metapolicy.app.moves.GovernanceSession} is what each of them starts from and ends with.
 */
package org.metapolicy.app.moves;
