package org.metapolicy.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** Ports of 127.0.0.1. */
final class Ports {
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

    /** A port that nobody listens on now, chosen by the system. */
    static int anyFree() {
        return ifFree(0).orElseThrow(() -> new IllegalStateException("127.0.0.1 has no free port"));
    }
}
