package org.metapolicy.graph;

/** Property keys that counting leaves on episodes and outcomes, beside those of {@link Schema.Outcome}. */
public final class CountingKeys {
    /** That a status or an outcome was counted by a clock of its own; before, an outcome counted with its episode's status. */
    public static final String COUNTED_APART = "counted_apart";

    /** The family whose statuses an open episode is among; an empty text where it is no family's yet. */
    public static final String OPEN_FOR = "open_for";

    /** Where an episode without a readable time stands among the statuses: its outcome's time, else when it came. */
    public static final String OPENED_AT = "opened_at";

    private CountingKeys() {}
}
