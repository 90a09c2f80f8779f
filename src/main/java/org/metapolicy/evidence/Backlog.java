package org.metapolicy.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a scan found uncounted.
 *
 * @param byFamily by family id, what may be counted now
 * @param elsewhere outcomes that belong to families which this refresh leaves alone: element id to family id
 * @param waiting outcomes that were found to belong to no governed version yet, and are not marked so: element id to the
 *     reason
 * @param waitingInAll how many outcomes of the whole graph belong to no governed version yet
 * @param firstReason why the first of those looked at does not
 */
public record Backlog(
        Map<String, OfFamily> byFamily,
        Map<String, String> elsewhere,
        Map<String, String> waiting,
        long waitingInAll,
        Optional<String> firstReason) {

    /**
     * What is uncounted of one family.
     *
     * @param outcomes outcomes, in order of arrival
     * @param statuses episodes whose status has not been counted, in any order
     */
    public record OfFamily(List<Arrival> outcomes, List<StatusPlace> statuses) {
        /** Nothing yet. */
        public static OfFamily empty() {
            return new OfFamily(new ArrayList<>(), new ArrayList<>());
        }

        /** Lets go of what was found, once it stands in an order of its own: of a long backlog it is not held twice. */
        public void forget() {
            outcomes.clear();
            statuses.clear();
        }

        /** Whether there is nothing to look at. */
        public boolean isEmpty() {
            return outcomes.isEmpty() && statuses.isEmpty();
        }
    }
}
