package org.metapolicy.evidence;

import java.time.Instant;
import java.util.Map;

/**
 * A trust snapshot to be stored.
 *
 * @param t its time index: the number of windows closed so far, from 1; 0 is the empty one of registration
 * @param createdAt when it was taken
 * @param properties further properties of docs/properties.md by key, as database values
 */
public record SnapshotFigures(long t, Instant createdAt, Map<String, Object> properties) {}
