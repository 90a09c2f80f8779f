package org.metapolicy.app.audit;

import java.util.List;
import java.util.Optional;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;
import org.metapolicy.trail.Head;

/**
 * What a trail is verified against beside the graph.
 *
 * @param expectedHead the end of the trail as it was kept elsewhere
 * @param recount whether the family's whole evidence is counted again and compared too
 */
public record VerifyOptions(Optional<Head> expectedHead, boolean recount) {
    private static final String EXPECTED_HEAD = "expected_head";
    private static final String RECOUNT = "recount";
    private static final String SEQ_KEY = "seq";
    private static final String HASH = "hash";
    private static final ValueKind<Long> SEQ = ValueKind.integer("an integer of at least 0", 0, Long.MAX_VALUE);

    /**
     * Reads expected_head, {seq, hash} as {@code metapolicy.audit.head} gives it, and recount.
     *
     * @throws InvalidInput on another key or a value that does not fit
     */
    public static VerifyOptions of(Input options) {
        options.only(EXPECTED_HEAD, RECOUNT);
        Optional<Head> head = Optional.empty();
        if (options.has(EXPECTED_HEAD)) {
            // A head that was written down under other names would be compared in part and seem to hold.
            Input kept = options.map(EXPECTED_HEAD).only("key", List.of(SEQ_KEY, HASH));
            head = Optional.of(new Head(kept.require(SEQ_KEY, SEQ), kept.require(HASH, ValueKind.TEXT)));
        }
        return new VerifyOptions(head, options.read(RECOUNT, ValueKind.FLAG).orElse(false));
    }
}
