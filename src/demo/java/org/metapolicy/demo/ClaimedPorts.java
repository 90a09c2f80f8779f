package org.metapolicy.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports of 127.0.0.1 that this process will have a server on. Some seconds lie between the choice of a port and the server that
 * listens on it: whoever else chooses meanwhile finds a lock on a file of the port's name. It goes with the process.
 */
final class ClaimedPorts {
    private final Path folder;
    private final List<FileLock> claims = new ArrayList<>();

    /** @param folder common to those that are not to choose the same */
    ClaimedPorts(Path folder) {
        this.folder = folder;
    }

    /** Those of all demonstrations on this machine. */
    static ClaimedPorts ofThisMachine() {
        return new ClaimedPorts(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Whether nobody listens on it and nobody else claimed it; then it is claimed now. */
    boolean claim(int port) throws IOException {
        FileChannel file = FileChannel.open(
                folder.resolve("metapolicy-port-" + port + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        try {
            FileLock lock = file.tryLock();
            if (lock != null && Ports.ifFree(port).isPresent()) {
                claims.add(lock);
                return true;
            }
        } catch (OverlappingFileLockException claimedHere) {
            file.close();
            return false;
        }
        file.close();
        return false;
    }

    /** A port that was free, and is claimed now. */
    int claimAny() throws IOException {
        int port = Ports.anyFree();
        while (!claim(port)) {
            port = Ports.anyFree();
        }
        return port;
    }
}
