package org.metapolicy.demo;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What the demonstration was asked for.
 *
 * @param exit end after the table instead of serving
 * @param home the folder that keeps the server's data between runs
 * @param boltPort the port for drivers, if one was asked for
 * @param httpPort the port for Browser, if one was asked for
 * @param seed of the example's data
 */
record DemoOptions(boolean exit, Path home, OptionalInt boltPort, OptionalInt httpPort, long seed) {
    static final String USAGE = "known are --exit, --home=FOLDER, --bolt-port=N, --http-port=N, --seed=N";

    /** @throws IllegalArgumentException on an unknown option or a value that is no number */
    static DemoOptions of(String... arguments) {
        DemoOptions result = new DemoOptions(
                false, Path.of(".metapolicy"), OptionalInt.empty(), OptionalInt.empty(), ExamplePilot.SEED);
        for (String argument : arguments) {
            result = result.with(argument);
        }
        return result;
    }

    private DemoOptions with(String argument) {
        String value = argument.substring(argument.indexOf('=') + 1);
        return switch (argument.split("=", 2)[0]) {
            case "--exit" -> new DemoOptions(true, home, boltPort, httpPort, seed);
            case "--home" -> new DemoOptions(exit, Path.of(value), boltPort, httpPort, seed);
            case "--bolt-port" ->
                new DemoOptions(exit, home, OptionalInt.of((int) number(argument, value)), httpPort, seed);
            case "--http-port" ->
                new DemoOptions(exit, home, boltPort, OptionalInt.of((int) number(argument, value)), seed);
            case "--seed" -> new DemoOptions(exit, home, boltPort, httpPort, number(argument, value));
            default -> throw new IllegalArgumentException("unknown option '" + argument + "': " + USAGE);
        };
    }

    private static long number(String argument, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + argument + "' needs a whole number: " + USAGE, e);
        }
    }
}
