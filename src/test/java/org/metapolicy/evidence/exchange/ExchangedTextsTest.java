package org.metapolicy.evidence.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.exchange.Manifest.ReadFile;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Settings;

/** What is handed out and what comes back are read as what was written, and only together. */
class ExchangedTextsTest {
    private static final HandedOut OUT = new HandedOut(
            "lake",
            Settings.defaults().with(Map.of("window_size", 40L, "evidence_source", "EXTERNAL")),
            7,
            List.of("b", "a \"<quoted>\""),
            "[[0.1,0.2],[1.0,3.0]]",
            "",
            new TreeMap<>(Map.of("v", new SavedStates("{\"n\":0.1}", ""), "w", new SavedStates("", ""))));
    private static final CountedElsewhere COUNTED = new CountedElsewhere(
            List.of("b"),
            List.of(new CountedVersion(
                    "v",
                    new SavedStates("{}", ""),
                    3,
                    2,
                    1,
                    List.of(new CountedVersion.ClosedWindow(
                            1,
                            Map.of("n_episodes", 25L, "trust_score", 1.0, "formula", "PCI/3", "kept_limits", true))))));
    private static final Manifest MANIFEST = Manifest.of(
            OUT,
            COUNTED,
            Instant.parse("2026-03-01T00:00:00Z"),
            List.of(new ReadFile("a.parquet", Manifest.Kind.EPISODES, 4, 99, Manifest.digestOf("x"))));

    @Test
    void eachIsReadAsWhatWasWritten() {
        HandedOut read = HandedOut.read(OUT.text());
        assertThat(read.text()).isEqualTo(OUT.text());
        assertThat(read.settings().asMap()).isEqualTo(OUT.settings().asMap());
        assertThat(read.states()).isEqualTo(OUT.states());
        assertThat(read.centroidVectors()).containsExactly(new double[] {0.1, 0.2}, new double[] {1, 3});
        assertThat(CountedElsewhere.read(COUNTED.text())).isEqualTo(COUNTED);
        assertThat(Manifest.read(MANIFEST.text())).isEqualTo(MANIFEST);
        assertThat(MANIFEST.rows()).isEqualTo(4);
    }

    @Test
    void aManifestLetsItsOwnStatesThroughAndNoOthers() {
        MANIFEST.require(OUT, COUNTED.text(), COUNTED);
        CountedElsewhere others = new CountedElsewhere(List.of("b", "c"), COUNTED.versions());
        assertThatThrownBy(() -> MANIFEST.require(OUT, others.text(), others))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("give both texts of one run");
        Manifest more = new Manifest(
                MANIFEST.familyId(), MANIFEST.basis(), MANIFEST.states(), MANIFEST.asOf(), 4, 2, 1, MANIFEST.files());
        assertThatThrownBy(() -> more.require(OUT, COUNTED.text(), COUNTED))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("manifest.statuses is 4, and the states say 3");
        HandedOut moved =
                new HandedOut("lake", OUT.settings(), 8, OUT.clusters(), OUT.centroids(), OUT.manifest(), OUT.states());
        assertThatThrownBy(() -> MANIFEST.require(moved, COUNTED.text(), COUNTED))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("take metapolicy.exportEvidence again");
        HandedOut other =
                new HandedOut("sea", OUT.settings(), 7, OUT.clusters(), OUT.centroids(), OUT.manifest(), OUT.states());
        assertThatThrownBy(() -> MANIFEST.require(other, COUNTED.text(), COUNTED))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("these states are not of meta-policy 'sea'");
    }

    @Test
    void aFileCountsOnceWhateverItIsCalled() {
        ReadFile file = MANIFEST.files().get(0);
        refused(
                "manifest.files[2] is 'b.parquet', with the contents of manifest.files[0]: its rows would count twice",
                file,
                read("c.parquet", 0, "empty"),
                read("b.parquet", 4, "x"));
        refused(
                "manifest.files[1].rows is 9223372036854775807: all files together must hold at most 2^63 - 1 rows",
                file,
                read("b.parquet", Long.MAX_VALUE, "y"));
        // Files without rows may all be alike.
        of(file, read("c.parquet", 0, "empty"), read("d.parquet", 0, "empty")).require(OUT, COUNTED.text(), COUNTED);
    }

    private static ReadFile read(String path, long rows, String contents) {
        return new ReadFile(path, Manifest.Kind.EPISODES, rows, 99, Manifest.digestOf(contents));
    }

    private static Manifest of(ReadFile... files) {
        return Manifest.of(OUT, COUNTED, MANIFEST.asOf(), List.of(files));
    }

    private static void refused(String why, ReadFile... files) {
        assertThatThrownBy(() -> of(files).require(OUT, COUNTED.text(), COUNTED))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(why);
    }

    /** As a program leaves them that was killed while it wrote. */
    @Test
    void whatIsWrittenInPartIsRefused() {
        String manifest = MANIFEST.text();
        for (int written = 0; written < manifest.length(); written++) {
            String part = manifest.substring(0, written);
            assertThatThrownBy(() -> Manifest.read(part)).as(part).isInstanceOf(InvalidInput.class);
        }
        String states = COUNTED.text();
        for (int written = 0; written < states.length(); written++) {
            String part = states.substring(0, written);
            assertThatThrownBy(() -> MANIFEST.require(OUT, part, CountedElsewhere.read(part)))
                    .as(part)
                    .isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void whatIsNoSuchTextIsRefusedByName() {
        assertThatThrownBy(() -> Manifest.read("{\"a\"")).hasMessageContaining("manifest is no JSON map");
        // Gson takes an array of pairs for a map.
        assertThatThrownBy(() -> Manifest.read("[[null, 1]]")).hasMessageContaining("manifest is no JSON map");
        assertThatThrownBy(() -> Manifest.read("[[\"format\", 1]]"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("manifest is no JSON map");
        assertThatThrownBy(() -> CountedElsewhere.read("  [[\"format\", 1], [\"clusters\", []], [\"versions\", []]]"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("states is no JSON map");
        assertThatThrownBy(() -> Manifest.read(null)).hasMessageContaining("manifest is missing");
        assertThatThrownBy(() -> CountedElsewhere.read("{\"format\":2}")).hasMessageContaining("reads format 1");
        assertThatThrownBy(() -> CountedElsewhere.read("{\"format\":1,\"clusters\":[1],\"versions\":[]}"))
                .hasMessageContaining("states.clusters must be a list of texts");
        assertThatThrownBy(() -> HandedOut.read(OUT.text().replace("\"counted\":7", "\"counted\":-7")))
                .hasMessageContaining("evidence.counted is -7");
        assertThatThrownBy(() -> Manifest.read(MANIFEST.text().replace(MANIFEST.basis(), "12")))
                .hasMessageContaining("manifest.basis must be a SHA-256");
    }

    /** Raw and as JSON's escape: the trail and the running states keep these texts. */
    @ParameterizedTest
    @ValueSource(strings = {"\uD800", "\\ud800"})
    void halvesOfSurrogatePairsAreRefused(String half) {
        assertThatThrownBy(
                        () -> CountedElsewhere.read("{\"format\":1,\"clusters\":[\"" + half + "\"],\"versions\":[]}"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("states is {")
                .hasMessageContaining("half of a surrogate pair");
    }
}
