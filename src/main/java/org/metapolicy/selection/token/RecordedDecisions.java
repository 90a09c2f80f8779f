package org.metapolicy.selection.token;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.metapolicy.selection.Adjustment;

/** The decisions of families, as they stand. */
public interface RecordedDecisions {
    /**
     * How often somebody was given a candidate on a day.
     *
     * @param adjustmentId the first of these decisions by id, so that nobody has to be named
     * @param decisions how many there are
     * @param counted what the count says that holds a participant back; null where there is none
     */
    record Explored(String adjustmentId, LocalDate day, long decisions, Object counted) {}

    /** Gives each adjustment of the family once. */
    void forEach(String metaPolicyId, Consumer<Adjustment> reader);

    /** Whom steps of the family gave candidates to, by person and day, in order of the first decisions' ids. */
    List<Explored> explored(String metaPolicyId);
}
