package org.metapolicy.policy;

import java.util.List;

/** How a database is set up for the plugin, as far as it can be seen from inside. */
public interface Installations {
    /** The name of the job that the documented schedule of refreshes starts. */
    String REFRESH_JOB = "metapolicy-trust-refresh";

    /** Whether the documented schedule can and does run on this server. */
    enum Job {
        /** APOC, which would run it, is not here, or this caller may not ask it. */
        NOT_SEEN,
        /** APOC is here and runs no such job. */
        NONE,
        /** There is one; whether it is this database that it refreshes cannot be seen. */
        RUNS
    }

    /**
     * The schedule of refreshes.
     *
     * @param database the name of this database
     */
    record Schedule(String database, Job job) {}

    /** The names of the migrations of which something is missing, in their order; read from what the database holds in memory. */
    List<String> missingMigrations();

    /** Asks the server; it costs some milliseconds. */
    Schedule schedule();
}
