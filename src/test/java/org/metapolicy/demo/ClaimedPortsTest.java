package org.metapolicy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimedPortsTest {
    @TempDir
    Path folder;

    @Test
    void ofTwoThatChooseAtOnceOneTakesAnother() throws IOException {
        int port = Ports.anyFree();
        ClaimedPorts first = new ClaimedPorts(folder);
        assertThat(first.claim(port)).isTrue();
        ClaimedPorts second = new ClaimedPorts(folder);
        assertThat(second.claim(port)).as("nobody listens on it yet").isFalse();
        assertThat(second.claimAny()).isNotEqualTo(port);
    }

    @Test
    void whereSomebodyListensNobodyClaims() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(new ClaimedPorts(folder).claim(taken.getLocalPort())).isFalse();
        }
    }
}
