package org.metapolicy.evidence;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a scan found uncounted.
 *
 * @param byFamily by family id, the outcomes to count now, in order of arrival
 * @param elsewhere outcomes that belong to families which this refresh leaves alone: element id to family id
 * @param waiting outcomes that were found to belong to no governed version yet, and are not marked so: element id to the
 *     reason
 * @param waitingInAll how many outcomes of the whole graph belong to no governed version yet
 * @param firstReason why the first of those looked at does not
 */
public record Backlog(
        Map<String, List<Arrival>> byFamily,
        Map<String, String> elsewhere,
        Map<String, String> waiting,
        long waitingInAll,
        Optional<String> firstReason) {}
