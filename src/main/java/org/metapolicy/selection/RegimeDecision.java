package org.metapolicy.selection;

import java.util.List;

/**
 * A regime with its reason.
 *
 * @param rule the number of the rule that held, from 1, as section 8.2 of the specification counts them
 * @param missing the keys of the signals that were not known, whether or not they mattered
 */
public record RegimeDecision(Regime regime, int rule, String reason, List<String> missing) {}
