package org.metapolicy.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the code asks a database for is what the files of {@code migrations/} make. */
class MigrationTest {
    private static final Pattern MADE = Pattern.compile(
            "CREATE (?:CONSTRAINT|RANGE INDEX) \\w+ IF NOT EXISTS FOR \\(n:(\\w+)\\) (?:ON|REQUIRE) \\(?(n\\.[^);]*?)\\)?( IS UNIQUE)?;");

    @Test
    void everyFileIsKnownWithAllThatItMakes() throws IOException {
        Map<String, Set<Migration.Kept>> files = new HashMap<>();
        try (Stream<Path> migrations = Files.list(Path.of("migrations"))) {
            for (Path file : migrations.toList()) {
                String text = Files.readString(file);
                if (text.contains("assume that edition is enterprise")) {
                    continue;
                }
                Set<Migration.Kept> made = MADE.matcher(text)
                        .results()
                        .map(found -> new Migration.Kept(
                                found.group(1),
                                List.of(found.group(2).replace("n.", "").split(", ")),
                                found.group(3) != null))
                        .collect(Collectors.toSet());
                assertThat(made).as(file.toString()).hasSize(text.split("CREATE ", -1).length - 1);
                files.put(file.getFileName().toString().replace(".cypher", ""), made);
            }
        }
        assertThat(Stream.of(Migration.values()).collect(Collectors.toMap(Migration::name, Migration::made)))
                .isEqualTo(files);
    }

    @Test
    void aDatabaseLacksWhatOneOfItsFilesMakesAndHasNot() {
        Set<Migration.Kept> there = new HashSet<>();
        assertThat(Migration.missing(there)).hasSize(Migration.values().length);
        Stream.of(Migration.values()).map(Migration::made).forEach(there::addAll);
        assertThat(Migration.missing(there)).isEmpty();
        there.remove(Migration.Kept.index(Schema.Labels.OpenEpisode, CountingKeys.OPEN_FOR));
        assertThat(Migration.missing(there)).containsExactly("V006__Open_episodes");
    }
}
