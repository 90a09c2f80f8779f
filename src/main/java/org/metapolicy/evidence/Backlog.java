package org.metapolicy.evidence;

import java.util.List;
import java.util.Map;

/**
 * What a scan found uncounted.
 *
 * @param byFamily by family id, the outcomes to count now, in order of arrival
 * @param elsewhere outcomes that belong to families which this refresh leaves alone: element id to family id
 * @param waiting outcomes that belong to no governed version yet: element id to the reason
 */
public record Backlog(
        Map<String, List<Arrival>> byFamily, Map<String, String> elsewhere, Map<String, String> waiting) {}
