package org.metapolicy.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system in memory of a few megabytes, mounted on a folder, which can be filled up and freed again. */
public final class SmallDisk implements AutoCloseable {
    private static final int BLOCK = 64 * 1024;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Skips the test where this user may not mount. */
    public static SmallDisk mountedOn(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int code = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        Assumptions.assumeTrue(code == 0, "this user may mount no small file system on " + folder);
        return new SmallDisk(folder);
    }

    /** Writes until nothing more fits. */
    public void fill() {
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            for (int size = BLOCK; ; ) {
                ballast.write(new byte[size]);
            }
        } catch (IOException full) {
            // As it should be; a block that fitted only in part was written in part.
            return;
        }
    }

    /** Removes what {@link #fill} wrote. */
    public void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", "-l", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
