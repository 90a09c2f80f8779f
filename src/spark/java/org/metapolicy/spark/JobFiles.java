package org.metapolicy.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.metapolicy.policy.MetapolicyException.Conflict;

/** Files wherever Hadoop's file systems have them. */
final class JobFiles {
    private static final int BUFFER = 1 << 16;

    private final Configuration configuration;

    JobFiles(Configuration configuration) {
        this.configuration = configuration;
    }

    String read(String path) throws IOException {
        Path file = new Path(path);
        try (InputStream in = file.getFileSystem(configuration).open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    void write(String folder, String name, String text) throws IOException {
        Path file = new Path(folder, name);
        try (OutputStream out = file.getFileSystem(configuration).create(file, true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * The folder in which a run's results are put together, beside the one that they will stand in.
     *
     * @throws Conflict if that one stands already
     */
    String begin(String out) throws IOException {
        Path folder = new Path(out);
        FileSystem files = folder.getFileSystem(configuration);
        if (files.exists(folder)) {
            throw new Conflict(
                    "--out " + out + " stands already: name a folder that does not, and nothing is overwritten");
        }
        Path partial = partial(folder);
        // What a run left that was killed.
        files.delete(partial, true);
        files.mkdirs(partial);
        return partial.toString();
    }

    /** Makes all of it stand at once. */
    void finish(String out) throws IOException {
        Path folder = new Path(out);
        if (!folder.getFileSystem(configuration).rename(partial(folder), folder)) {
            throw new IOException("cannot rename " + partial(folder) + " to " + out);
        }
    }

    private static Path partial(Path folder) {
        return new Path(folder.getParent(), folder.getName() + ".partial");
    }

    long length(String path) throws IOException {
        Path file = new Path(path);
        return file.getFileSystem(configuration).getFileStatus(file).getLen();
    }

    /** SHA-256 of a file, in lower-case hexadecimal. */
    String sha256(String path) throws IOException {
        Path file = new Path(path);
        try (InputStream in = file.getFileSystem(configuration).open(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
