package org.metapolicy.testing;

import java.io.IOException;
import java.util.List;

/** What the machine can run. */
public final class Commands {
    private Commands() {}

    /** Whether a command is there and ends well; what it says is thrown away. */
    public static boolean succeed(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
