package org.metapolicy.governance;

/** How often a regime led to a decision. */
public record RegimeCount(String regime, String decision, long n) {}
