/**
 * Who may move a version or change a family, what each move leads to, and the trail that remembers it (DESIGN section 7).
 *
 * <p>Pure Java over {@code trust} and {@code policy}. The transition table, the approval rules, the choice of the next
 * default, the hash chain and its replay are here; {@code app} runs them in order, {@code graph} implements the ports
 * {@link org.metapolicy.governance.Registry}, {@link org.metapolicy.governance.Trail} and
 * {@link org.metapolicy.governance.EvidenceDesk}.
 */
package org.metapolicy.governance;
