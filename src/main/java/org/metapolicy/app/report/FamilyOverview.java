package org.metapolicy.app.report;

/**
 * A family in a list of all.
 *
 * @param key its id as a text, whatever it is; empty where it has none
 * @param status how it stands, as far as it can be read
 * @param name null where it has none that is a text
 * @param task null where it has none that is a text
 * @param openProposals how many promotions wait for a person; null where that cannot be read
 * @param problem what of it cannot be read, or disagrees; null where all is well
 */
public record FamilyOverview(
        String key, FamilyStatusReport status, String name, String task, Long openProposals, String problem) {}
