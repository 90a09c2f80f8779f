package org.metapolicy.demo;

import java.io.IOException;
import java.lang.reflect.Method;

/**
 * The first class of a local server's JVM: starts Neo4j and stops it in order when standard input ends, that is when
 * {@link LocalServer} closes the pipe or when the process that held it is gone, however it went. It needs nothing but
 * the JDK and the server's jars, because it is the only class of ours on that class path outside the plugin.
 */
final class ServerMain {
    private ServerMain() {}

    /** @param arguments the server's entry point, then that one's own arguments */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread watch = new Thread(ServerMain::exitWithTheParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        String[] rest = new String[arguments.length - 1];
        System.arraycopy(arguments, 1, rest, 0, rest.length);
        Method main = Class.forName(arguments[0]).getMethod("main", String[].class);
        main.invoke(null, (Object) rest);
    }

    private static void exitWithTheParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said on this pipe: only its end means anything.
            }
        } catch (IOException e) {
            System.err.println("The parent's pipe broke: " + e);
        }
        // Neo4j stops its databases in a shutdown hook.
        System.exit(0);
    }
}
