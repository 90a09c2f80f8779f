package org.metapolicy.selection;

import java.time.LocalDate;

/** How often a participant was given a candidate on a day; asking holds the count until the transaction ends. */
public interface Explorations {
    long count(String metaPolicyId, String participantId, LocalDate day);

    void add(String metaPolicyId, String participantId, LocalDate day);
}
