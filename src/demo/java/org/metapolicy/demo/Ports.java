package org.metapolicy.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.Random;

/** Ports of 127.0.0.1. */
final class Ports {
    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 32_768;

    private Ports() {}

    /** The preferred port if nobody listens on it, else nothing. */
    static Optional<Integer> ifFree(int preferred) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), preferred));
            return Optional.of(socket.getLocalPort());
        } catch (IOException taken) {
            return Optional.empty();
        }
    }

    /**
     * A port that nobody listens on now, below those that systems lend to clients: what is asked for here is free still
     * when a server binds it some seconds later.
     */
    static int anyFree() {
        return new Random()
                .ints(LOWEST, HIGHEST)
                .filter(port -> ifFree(port).isPresent())
                .findFirst()
                .orElseThrow();
    }
}
