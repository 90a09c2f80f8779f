package org.metapolicy.graph;

/** Property keys of what the last check of counting's labels found. */
public final class CountingCheckKeys {
    public static final String AT = "at";
    public static final String APART = "apart";
    public static final String WAITING_LINKS = "waiting_links";
    public static final String VERSIONS = "versions";
    public static final String NEXT = "next";
    public static final String NEXT_INVALID = "next_invalid";
    public static final String OPEN_VERSIONS = "open_versions";
    public static final String OPEN_NEXT = "open_next";

    private CountingCheckKeys() {}
}
