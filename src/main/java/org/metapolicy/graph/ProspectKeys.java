package org.metapolicy.graph;

/** Property keys of what may be expected of versions, as the last refresh tabulated it. */
public final class ProspectKeys {
    /** Of a version's running evidence: what may be expected whatever the context. */
    public static final String PROSPECT = "prospect";
    /** The same in each of the family's tabulated clusters, one after the other. */
    public static final String CONTEXT_PROSPECTS = "context_prospects";
    /** Its trust in each of them, where it is known. */
    public static final String CONTEXT_TRUST = "context_trust";
    /** When that was, in microseconds since 1970, on versions and family alike. */
    public static final String TABULATED_AT = "tabulated_at";

    private ProspectKeys() {}

    /** Those of a family's evidence. */
    public static final class OfFamily {
        /** The clusters, in the order of the versions' prospects. */
        public static final String TABULATED_CLUSTERS = "tabulated_clusters";

        /** The same as bytes, as {@link ContextPlaces} keep them. */
        public static final String CLUSTERS_TABLE = "clusters_table";

        /** Ids of the versions that it was made of. */
        public static final String TABULATED_VERSIONS = "tabulated_versions";
        /** Ids of the live ones among them. */
        public static final String TABULATED_LIVE = "tabulated_live";
        /** How many events the family's trail had then. */
        public static final String TABULATED_AS_OF_EVENT = "tabulated_as_of_event";

        /** What its versions' rows say whatever the context, together. */
        public static final String PROSPECT_TABLE = "prospect_table";

        /** What its versions' rows say of one cluster, together; its place among the clusters is added to the key. */
        static final String CONTEXT_TABLE = "context_table_";

        public static final String TABULATED_AT = ProspectKeys.TABULATED_AT;

        private OfFamily() {}
    }
}
