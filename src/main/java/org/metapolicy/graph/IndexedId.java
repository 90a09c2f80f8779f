package org.metapolicy.graph;

import java.nio.charset.StandardCharsets;
import org.metapolicy.trail.CanonicalJson;

/**
 * What an index knows an application's id by. The application gives its ids as long as it likes, and an index holds some 8,000
 * bytes: of a longer one, as of one that looks like it, the digest stands there. So no two ids are known by the same.
 */
public final class IndexedId {
    /** Bytes; beside them there is room for what else makes a key, such as a version's id. */
    static final int LONGEST = 7_000;

    private static final String DIGEST = "sha256\n";

    private IndexedId() {}

    /** The id itself, as long as an index holds it. */
    public static String of(String id) {
        return isHeld(id) ? id : DIGEST + CanonicalJson.sha256(id);
    }

    private static boolean isHeld(String id) {
        return !id.startsWith(DIGEST)
                && id.length() <= LONGEST
                && id.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }
}
