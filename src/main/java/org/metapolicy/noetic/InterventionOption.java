package org.metapolicy.noetic;

/** An intervention that a policy uses. */
public record InterventionOption(String id, String name, boolean active, RiskLevel risk) {}
