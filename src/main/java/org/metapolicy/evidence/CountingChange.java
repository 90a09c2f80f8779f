package org.metapolicy.evidence;

import java.util.List;
import org.metapolicy.evidence.tabulation.ContextSnapshot;
import org.metapolicy.policy.Settings;

/**
 * Something of the trail that changed how evidence counts from then on; a recount replays it at its place (specification,
 * section 4.3).
 */
public sealed interface CountingChange {
    /** The number of the evidence that had been counted last when it happened. */
    long counted();

    /** The family's settings became these. */
    record SettingsChanged(long counted, Settings settings) implements CountingChange {}

    /** The version was resumed: its windows, patience and guardrails start anew. */
    record Resumed(long counted, String versionId) implements CountingChange {}

    /** The version was resumed in one context: the watch of that context starts anew. */
    record ResumedIn(long counted, String versionId, String cluster) implements CountingChange {}

    /**
     * The version was suspended for a participant, whose evidence froze.
     *
     * @param participant their name, which gives no id away
     */
    record SuspendedFor(long counted, String versionId, String participant) implements CountingChange {}

    /**
     * The version was resumed for a participant, the watch of whom starts anew.
     *
     * @param participant their name
     */
    record ResumedFor(long counted, String versionId, String participant) implements CountingChange {}

    /**
     * The version was promoted: limits relative to promotion freeze.
     *
     * @param byTheRuleOfBefore whether its event was recorded when they froze by another rule
     */
    record Promoted(long counted, String versionId, boolean byTheRuleOfBefore) implements CountingChange {}

    /**
     * What had been counted until then is not in the graph any more, having been erased, or never was, having been counted
     * elsewhere: a recount starts with it, and its digest is this.
     */
    record Based(long counted, long seq, String digest) implements CountingChange {}

    /**
     * Somebody took snapshots of trust in context, which changed nothing: where a recount looks at it again.
     *
     * @param counted where it is looked at
     * @param moment what the snapshots say of when that was
     */
    record Looked(long counted, ContextSnapshot.Moment moment) implements CountingChange {}

    /** Centroids were fitted, and are the clusters known from then on. */
    record ContextsClustered(long counted, List<String> clusters) implements CountingChange {}
}
