/**
 * Who may move a version or change a family, what each move leads to, and what is done without asking (specification,
 * section 7).
 *
 * <p>Pure Java over {@code trail}, {@code trust} and {@code policy}. The transition table, the approval rules, the
 * automatic plan and the choice of the next default are here; {@code app.moves} runs them in order, {@code graph}
 * implements the ports {@link org.metapolicy.governance.Registry}, {@link org.metapolicy.governance.Proposals} and
 * {@link org.metapolicy.governance.MoveEvidence}.
 */
package org.metapolicy.governance;
