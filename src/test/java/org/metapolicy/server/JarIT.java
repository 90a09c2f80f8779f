package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.RealServer;

/** What is in the packaged jar; that its sources alone make it, {@link ReleaseIT} tries. */
class JarIT {
    private static final int MEGABYTE = 1 << 20;

    /** Every package that is packed in under another name, by the name of the library that it comes from. */
    private static final Map<String, String> LIBRARIES =
            Map.of("math3", "commons-math3", "gson", "gson", "jcs", "java-json-canonicalization");

    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @Test
    void theJarStaysSmall() throws IOException {
        assertThat(Files.size(RealServer.jar())).isLessThan(4 * MEGABYTE);
    }

    @Test
    void theJarBringsNothingThatCouldClashWithAServer() throws IOException {
        Pattern ours = Pattern.compile("(?:META-INF|metapolicy|org)/"
                + "|META-INF/(?:MANIFEST[.]MF|LICENSE|NOTICE)|META-INF/licenses/.*|metapolicy/.*|org/metapolicy/.*");
        assertThat(entries()).isNotEmpty().allMatch(ours.asMatchPredicate());
    }

    @Test
    void everyLibraryInTheJarIsThereWithItsLicenceAndItsNotice() throws IOException {
        Set<String> relocated = entries().stream()
                .filter(name -> name.matches("org/metapolicy/shaded/[^/]+/.*[.]class"))
                .map(name -> name.split("/")[3])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(relocated).as("relocated packages, by their last name").isEqualTo(new TreeSet<>(LIBRARIES.keySet()));

        String notice = text("META-INF/NOTICE");
        for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
            String folder = "META-INF/licenses/" + library.getValue();
            assertThat(text(folder + "/LICENSE.txt")).contains("Apache License", "Version 2.0");
            assertThat(notice)
                    .contains("org.metapolicy.shaded." + library.getKey(), "(" + library.getValue() + ")", folder);
        }
        assertThat(entries()).contains("metapolicy/page/echarts/dist/echarts.min.js");
        assertThat(text("META-INF/licenses/echarts/LICENSE")).contains("Apache License", "Version 2.0");
        assertThat(notice).contains("(echarts)", "META-INF/licenses/echarts");
        for (String theirs : List.of("commons-math3/NOTICE.txt", "echarts/NOTICE")) {
            List<String> copyrights = text("META-INF/licenses/" + theirs)
                    .lines()
                    .filter(line -> line.startsWith("Copyright"))
                    .toList();
            assertThat(copyrights).as(theirs).isNotEmpty().allSatisfy(line -> assertThat(notice)
                    .contains(line));
        }
    }

    /** Licences of parts that the libraries took from others, which their own licences do not speak of or only name. */
    @Test
    void whatTheLibrariesTookFromOthersIsThereWithItsLicence() throws IOException {
        assertThat(text("META-INF/licenses/java-json-canonicalization/LICENSE.txt"))
                .contains("the V8 project authors", "Lucent Technologies", "Mozilla Public");
        assertThat(text("META-INF/licenses/java-json-canonicalization/MPL-2.0.txt"))
                .startsWith("Mozilla Public License Version 2.0");
        assertThat(text("META-INF/licenses/echarts/LICENSE-zrender")).contains("Baidu Inc.");
        assertThat(text("META-INF/licenses/echarts/licenses/LICENSE-d3")).contains("Mike Bostock");
    }

    @Test
    void theJarHasTheProjectsOwnLicenceAndNotice() throws IOException {
        for (String file : List.of("LICENSE", "NOTICE")) {
            assertThat(text("META-INF/" + file))
                    .isEqualTo(Files.readString(RealServer.basedir().resolve(file)));
        }
        assertThat(text("META-INF/NOTICE")).contains("The metapolicy authors", "Neo4j (GNU General Public License");
    }

    @Test
    void theManifestSaysWhatWasPackagedAndTheServerTheSameVersion() throws IOException {
        Attributes manifest = manifest();
        String version = manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION);

        assertThat(manifest.getValue(Attributes.Name.IMPLEMENTATION_TITLE)).isEqualTo("metapolicy");
        assertThat(RealServer.jar()).hasFileName("metapolicy-" + version + ".jar");
        assertThat(manifest.getValue("Build-Commit")).matches("[0-9a-f]{40}|unknown");
        assertThat(SERVER.run("RETURN metapolicy.version() AS version"))
                .extracting(row -> row.get("version").asString())
                .containsExactly(version);
    }

    private static Attributes manifest() throws IOException {
        try (JarFile jar = new JarFile(RealServer.jar().toFile())) {
            return jar.getManifest().getMainAttributes();
        }
    }

    private static Set<String> entries() throws IOException {
        try (JarFile jar = new JarFile(RealServer.jar().toFile())) {
            return jar.stream().map(ZipEntry::getName).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String text(String name) throws IOException {
        try (JarFile jar = new JarFile(RealServer.jar().toFile())) {
            ZipEntry entry = jar.getEntry(name);
            assertThat(entry).as(name + " in the jar").isNotNull();
            try (InputStream file = jar.getInputStream(entry)) {
                return new String(file.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
