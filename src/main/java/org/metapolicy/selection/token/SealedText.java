package org.metapolicy.selection.token;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * A text made short and safe for any transport, {@code d1.CONTENTS.DIGEST}: deflated, in base64url, with the first
 * {@value #DIGEST} bytes of the SHA-256 of that behind, so that whoever changes a letter of it is told.
 */
final class SealedText {
    private static final String FORM = "d1";
    private static final int DIGEST = 12;
    /** The most that one may hold: what a decision depends on is some thousand letters. */
    private static final int MOST = 1 << 20;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private SealedText() {}

    static String seal(String text) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream deflated = new ByteArrayOutputStream(bytes.length / 3);
            byte[] part = new byte[1024];
            while (!deflater.finished()) {
                deflated.write(part, 0, deflater.deflate(part));
            }
            String contents = FORM + "." + ENCODER.encodeToString(deflated.toByteArray());
            return contents + "." + digest(contents);
        } finally {
            deflater.end();
        }
    }

    /** @throws InvalidInput if it is no such text, or not as it was sealed */
    static String open(String where, String sealed) {
        int end = sealed.lastIndexOf('.');
        if (!sealed.startsWith(FORM + ".") || end < FORM.length() + 1) {
            throw new InvalidInput(where
                    + " is no decisionId: it must be one as select gave it, a text that begins with " + FORM + ".");
        }
        if (!digest(sealed.substring(0, end)).equals(sealed.substring(end + 1))) {
            throw new InvalidInput(
                    where + " was changed or cut since select gave it: its digest is not that of its" + " contents");
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(Base64.getUrlDecoder().decode(sealed.substring(FORM.length() + 1, end)));
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            byte[] part = new byte[4096];
            int length = inflater.inflate(part);
            while (length > 0 && text.size() <= MOST) {
                text.write(part, 0, length);
                length = inflater.inflate(part);
            }
            if (!inflater.finished()) {
                throw new InvalidInput(where + " holds no decision: it must be a decisionId as select gave it");
            }
            return text.toString(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | DataFormatException forged) {
            throw new InvalidInput(where + " holds no decision: it must be a decisionId as select gave it");
        } finally {
            inflater.end();
        }
    }

    /** In base64url. */
    static String digest(String contents) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(contents.getBytes(StandardCharsets.UTF_8));
            return ENCODER.encodeToString(Arrays.copyOf(whole, DIGEST));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
