package org.metapolicy.evidence.exchange;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Shown;
import org.metapolicy.policy.ValueKind;

/**
 * What says of states that were counted elsewhere from what, and to what end, they were counted.
 *
 * @param familyId the family's id
 * @param basis the digest of what was handed out
 * @param states the SHA-256 of the text of what came of it
 * @param asOf what time it was to the counting: statuses time out by it
 * @param statuses how many statuses were counted
 * @param outcomes how many outcomes were counted
 * @param invalid how many outcomes were left out
 * @param files what was read
 */
public record Manifest(
        String familyId,
        String basis,
        String states,
        Instant asOf,
        long statuses,
        long outcomes,
        long invalid,
        List<ReadFile> files) {
    /** What a file holds. */
    public enum Kind {
        EPISODES,
        OUTCOMES
    }

    /**
     * A file that was read.
     *
     * @param path where it stood
     * @param rows how many rows it holds
     * @param bytes how long it is
     * @param sha256 its digest, in lower-case hexadecimal
     */
    public record ReadFile(String path, Kind kind, long rows, long bytes, String sha256) {
        Map<String, Object> asMap() {
            return new TreeMap<>(
                    Map.of("path", path, "kind", kind.name(), "rows", rows, "bytes", bytes, "sha256", sha256));
        }

        private static ReadFile of(Input input) {
            input.only("path", "kind", "rows", "bytes", "sha256");
            return new ReadFile(
                    ExchangedText.text(input, "path"),
                    input.require("kind", ValueKind.choice(Kind.class)),
                    input.require("rows", ExchangedText.COUNT),
                    input.require("bytes", ExchangedText.COUNT),
                    digest(input, "sha256"));
        }
    }

    public Manifest {
        files = List.copyOf(files);
    }

    /** That of what came of counting. */
    public static Manifest of(HandedOut basis, CountedElsewhere counted, Instant asOf, List<ReadFile> files) {
        return new Manifest(
                basis.familyId(),
                basis.digest(),
                ExchangedText.sha256(counted.text()),
                asOf,
                counted.statuses(),
                counted.outcomes(),
                counted.invalid(),
                files);
    }

    /** It as a JSON text; the same contents give the same text. */
    public String text() {
        return ExchangedText.write(Map.of(
                "meta_policy_id", familyId,
                "basis", basis,
                "states", states,
                "as_of", asOf.toString(),
                "statuses", statuses,
                "outcomes", outcomes,
                "invalid", invalid,
                "files", files.stream().map(ReadFile::asMap).toList()));
    }

    /** How many rows were read. */
    public long rows() {
        return files.stream().mapToLong(ReadFile::rows).sum();
    }

    /** SHA-256 of a manifest's text, in lower-case hexadecimal: what it is known by. */
    public static String digestOf(String text) {
        return ExchangedText.sha256(text == null ? "" : text);
    }

    /**
     * Lets states through that were counted from what the family holds now, and are those that this is the manifest of.
     *
     * @param text the text of what came of counting
     * @throws InvalidInput if this is not the manifest of these states, or names a file's contents twice
     * @throws Conflict if the family holds something else by now
     */
    public void require(HandedOut now, String text, CountedElsewhere counted) {
        if (!familyId.equals(now.familyId())) {
            throw new InvalidInput("manifest.meta_policy_id is '" + familyId
                    + "': these states are not of meta-policy '" + now.familyId() + "'");
        }
        if (!states.equals(ExchangedText.sha256(text))) {
            throw new InvalidInput("manifest.states is " + states + ", and the states given have the SHA-256 "
                    + ExchangedText.sha256(text) + ": give both texts of one run, as the job wrote them");
        }
        requireFilesOnce();
        same("statuses", statuses, counted.statuses());
        same("outcomes", outcomes, counted.outcomes());
        same("invalid", invalid, counted.invalid());
        if (!basis.equals(now.digest())) {
            throw new Conflict("these states were counted from other evidence or settings than meta-policy '"
                    + familyId + "' has now: it was moved, configured or imported into meanwhile; take"
                    + " metapolicy.exportEvidence again and run the job from that");
        }
    }

    private void requireFilesOnce() {
        Map<String, Integer> places = new HashMap<>();
        long rows = 0;
        for (int place = 0; place < files.size(); place++) {
            ReadFile file = files.get(place);
            Integer earlier = file.rows() == 0 ? null : places.putIfAbsent(file.sha256(), place);
            if (earlier != null) {
                throw new InvalidInput("manifest.files[" + place + "] is " + Shown.value(file.path())
                        + ", with the contents of manifest.files[" + earlier
                        + "]: its rows would count twice; run the job without it");
            }
            if (file.rows() > Long.MAX_VALUE - rows) {
                throw new InvalidInput("manifest.files[" + place + "].rows is " + file.rows()
                        + ": all files together must hold at most 2^63 - 1 rows");
            }
            rows += file.rows();
        }
    }

    private static void same(String what, long said, long found) {
        if (said != found) {
            throw new InvalidInput("manifest." + what + " is " + said + ", and the states say " + found
                    + ": give both texts of one run, as the job wrote them");
        }
    }

    /** @throws InvalidInput if the text is no such thing, or of another format */
    public static Manifest read(String text) {
        Input input = ExchangedText.read(
                "manifest",
                text,
                "meta_policy_id",
                "basis",
                "states",
                "as_of",
                "statuses",
                "outcomes",
                "invalid",
                "files");
        return new Manifest(
                ExchangedText.text(input, "meta_policy_id"),
                digest(input, "basis"),
                digest(input, "states"),
                input.require("as_of", ValueKind.TIME).toInstant(),
                input.require("statuses", ExchangedText.COUNT),
                input.require("outcomes", ExchangedText.COUNT),
                input.require("invalid", ExchangedText.COUNT),
                ExchangedText.maps(input, "files").stream().map(ReadFile::of).toList());
    }

    private static String digest(Input input, String key) {
        String digest = ExchangedText.text(input, key);
        if (!digest.matches("[0-9a-f]{64}")) {
            throw new InvalidInput(input.path(key) + " must be a SHA-256 in lower-case hexadecimal, of 64 digits");
        }
        return digest;
    }
}
