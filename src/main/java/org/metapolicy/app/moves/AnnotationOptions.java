package org.metapolicy.app.moves;

import java.util.List;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;

/**
 * What may come with an annotation.
 *
 * @param links to plots, tickets, papers; in the order given
 * @param versionId the version that it is about besides; null for none
 * @param snapshotId the snapshot that it is about besides; null for none
 */
public record AnnotationOptions(List<String> links, String versionId, String snapshotId) {
    static final String LINKS = "links";
    private static final int LINKS_MAX = 100;
    private static final String VERSION_ID = "version_id";
    private static final String SNAPSHOT_ID = "snapshot_id";
    private static final ValueKind<List<String>> TEXTS = ValueKind.listOf(
                    "a list of at most " + LINKS_MAX + " texts that are not blank", ValueKind.WORDS)
            .as(links -> links.size() <= LINKS_MAX ? links : null);

    /**
     * Reads links, version_id and snapshot_id, beside the caller's evidence.
     *
     * @throws InvalidInput if a key is unknown or a value of another type
     */
    public static AnnotationOptions of(Input options) {
        options.only(CallerEvidence.KEY, LINKS, SNAPSHOT_ID, VERSION_ID);
        return new AnnotationOptions(
                options.read(LINKS, TEXTS).orElse(List.of()),
                options.read(VERSION_ID, ValueKind.ID).orElse(null),
                options.read(SNAPSHOT_ID, ValueKind.WORDS).orElse(null));
    }

    /** The graph's own settings have neither versions nor snapshots. */
    void requireNoNodes() {
        if (versionId != null || snapshotId != null) {
            throw new InvalidInput(
                    "options names a version or a snapshot: an event of the graph's own settings is about" + " none");
        }
    }
}
