package org.metapolicy.evaluation;

import java.util.stream.Stream;

/**
 * How much is run.
 *
 * @param worlds seeds of decision worlds and worlds of signals
 * @param parts seeds of decision worlds without a part
 * @param families seeds of families, populations and participants
 * @param versions seeds of watched versions
 * @param logs seeds of logs
 * @param trials that are made of a hundred that a world has
 */
record Scale(String name, int worlds, int parts, int families, int versions, int logs, int trials) {
    /** That of the protocol. */
    static final Scale FULL = new Scale("full", 18, 12, 36, 300, 150, 100);
    /** For a page on a machine that has other work; the page says so. */
    static final Scale PILOT = new Scale("pilot", 3, 2, 6, 30, 15, 100);
    /** That of each build: enough to run every part twice. */
    static final Scale SHORT = new Scale("short", 2, 2, 2, 2, 2, 2);

    /** The one of this name. */
    static Scale named(String name) {
        return Stream.of(FULL, PILOT, SHORT)
                .filter(scale -> scale.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no scale '" + name + "': full, pilot, short"));
    }

    /** How far it falls short of the protocol, for the page. */
    String words() {
        return this == FULL
                ? "Scale: full, the seeds of the protocol."
                : "Scale: " + name + ". These are fewer seeds than the protocol asks for (decision worlds and signals "
                        + worlds
                        + ", parts " + parts + ", families and participants " + families + ", watched versions "
                        + versions
                        + ", logs " + logs + "): intervals are wider, and what is said here is provisional until the"
                        + " command has run in full.";
    }
}
