package org.metapolicy.selection.replay;

import java.util.Arrays;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** Parts of the product that no decision can be made again without, and where they can be looked at instead. */
public enum Elsewhere {
    COUNTERFACTUAL_GATE(
            "counterfactual_gate",
            "it bears on proposals to promote, not on decisions: metapolicy.plan(metaPolicyId, {without:"
                    + " ['counterfactual_gate']}) says whom a refresh would propose without it"),
    PARTICIPANTS_POOLING(
            "participants_pooling",
            "it bears on what metapolicy.trustFor tells of somebody, and no decision reads that; for whom a version is"
                    + " suspended goes with 'guardrails'"),
    /** A decision's record has each factor clamped on the range that it was on, which no other range can be told from. */
    NORMALIZATION(
            "normalization",
            "a decision's record has factors on the ranges that its family named then, and not what they were before:"
                    + " metapolicy.computePCI and metapolicy.plan take {normalization: 'MINMAX'} (or 'REFERENCE') for what"
                    + " trust is on the others");

    private final String key;
    private final String why;

    Elsewhere(String key, String why) {
        this.key = key;
        this.why = why;
    }

    /** The name in lists of parts. */
    public String key() {
        return key;
    }

    /** @throws InvalidInput if that names one of these: why it is no part of a decision, and where it is looked at */
    static void refuse(Object named) {
        Arrays.stream(values()).filter(one -> one.key.equals(named)).findFirst().ifPresent(one -> {
            throw new InvalidInput("without names '" + one.key + "', without which no decision is made again: "
                    + one.why + ". What families without it come to is simulated in docs/evaluation.md");
        });
    }
}
