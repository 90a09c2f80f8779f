package org.metapolicy.governance;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a monitoring system asks of every family. */
public interface Monitor {
    /** Ids of the families that are not DEPRECATED, in order. */
    List<String> familyIds();

    /** How many decisions a family made in each regime from a moment on; read along an index, so it costs these alone. */
    Map<String, Long> decisionsByRegime(String familyId, Instant from);
}
