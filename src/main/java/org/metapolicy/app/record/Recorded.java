package org.metapolicy.app.record;

/**
 * What came of recording something.
 *
 * @param id its id, as given or made
 * @param created false where it stood there already, and nothing was changed
 */
public record Recorded(String id, boolean created) {}
