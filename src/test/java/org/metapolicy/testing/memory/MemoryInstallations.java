package org.metapolicy.testing.memory;

import java.util.List;
import org.metapolicy.policy.Installations;

/** A database that is set up as it is told. */
public record MemoryInstallations(List<String> missingMigrations, Schedule schedule) implements Installations {
    /** One that has every migration and no schedule. */
    public static MemoryInstallations unscheduled(String database, Job job) {
        return new MemoryInstallations(List.of(), new Schedule(database, job));
    }
}
