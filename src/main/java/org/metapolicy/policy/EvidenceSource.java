package org.metapolicy.policy;

import org.metapolicy.policy.MetapolicyException.Conflict;

/** Where the evidence of a family comes from; of one family always from the same. */
public enum EvidenceSource {
    /** Episodes and outcomes in the graph, which refreshes count. */
    GRAPH,
    /** Files that are counted elsewhere, whose states are imported. */
    EXTERNAL;

    /** That of a family with these settings. */
    public static EvidenceSource of(Settings settings) {
        return valueOf(settings.choice(Setting.EVIDENCE_SOURCE));
    }

    /** @throws Conflict if the family's evidence comes from elsewhere, so that this would mix the two */
    public void require(String familyId, Settings settings) {
        if (of(settings) != this) {
            throw new Conflict(
                    "evidence_source of meta-policy '" + familyId + "' is " + of(settings) + ": "
                            + (this == GRAPH
                                    ? "its episodes and outcomes are counted elsewhere and come in by metapolicy.importEvidence;"
                                            + " recorded in the graph they would count for nothing"
                                    : "its evidence is counted in the graph, and importing some too would mix the two; an"
                                            + " approver can set it to EXTERNAL by metapolicy.configure before anything counts"));
        }
    }

    /**
     * Refuses another source than the one that evidence was counted from.
     *
     * @param counted the number of the family's last counted evidence; 0 where there is none
     * @throws Conflict if there is some
     */
    public static void requireSame(String familyId, Settings before, Settings after, long counted) {
        if (of(before) != of(after) && counted > 0) {
            throw new Conflict(
                    "evidence_source of meta-policy '" + familyId + "' stays " + of(before)
                            + ": evidence was counted from there, and the two are never mixed; create a meta-policy of its own");
        }
    }
}
