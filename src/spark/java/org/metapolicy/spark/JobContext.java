package org.metapolicy.spark;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import org.metapolicy.evidence.exchange.HandedOut;

/**
 * What every step of a job knows, wherever it runs.
 *
 * @param evidence the text that the graph handed out
 * @param asOf what time it is: statuses time out by it
 * @param potencies the potency of each segment that is known, by its id
 */
record JobContext(String evidence, Instant asOf, Map<String, Double> potencies) implements Serializable {
    HandedOut handedOut() {
        return HandedOut.read(evidence);
    }

    Decisions decisions(HandedOut from) {
        return new Decisions(from.settings(), potencies);
    }
}
