package org.metapolicy.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.metapolicy.evidence.recording.EvidenceKey;
import org.metapolicy.graph.people.PersonKeys;
import org.metapolicy.graph.tabulation.ContextSnapshotKeys;
import org.metapolicy.policy.Setting;
import org.metapolicy.testing.DocumentedGraph;
import org.metapolicy.trail.EventKey;

/** docs/properties.md has every name of {@link Schema}, each where it belongs. DocsIT compares it with a real graph. */
class SchemaReferenceTest {
    private static final Map<Class<?>, String> LABELS = Map.ofEntries(
            Map.entry(Schema.Family.class, "MetaPolicy"),
            Map.entry(Schema.Version.class, "PolicyVersion"),
            Map.entry(Schema.Evidence.class, "VersionEvidence"),
            Map.entry(Schema.FamilyCount.class, "FamilyEvidence"),
            Map.entry(CountingCheckKeys.class, "CountingCheck"),
            Map.entry(CountingKeys.class, "PolicyEpisode"),
            Map.entry(Schema.Snapshot.class, "PolicyTrustSnapshot"),
            Map.entry(Schema.Episode.class, "PolicyEpisode"),
            Map.entry(Schema.Outcome.class, "PolicyOutcome"),
            Map.entry(Schema.Proposal.class, "PromotionProposal"),
            Map.entry(EventKey.class, "GovernanceEvent"),
            Map.entry(ProspectKeys.class, "VersionEvidence"),
            Map.entry(ContextSnapshotKeys.class, "ContextSnapshot"),
            Map.entry(PersonKeys.class, "ParticipantEvidence"),
            Map.entry(PersonKeys.OfVersion.class, "VersionEvidence"),
            Map.entry(ProspectKeys.OfFamily.class, "FamilyEvidence"));

    private final DocumentedGraph documented = DocumentedGraph.read(Path.of("").toAbsolutePath());

    @Test
    void everyLabelAndRelationshipTypeIsDescribedAndNoOther() {
        Set<String> labels = new TreeSet<>(documented.properties().keySet());
        labels.addAll(documented.markers());
        assertThat(labels).isEqualTo(names(Schema.Labels.values()));
        assertThat(documented.relationships()).isEqualTo(names(Schema.Types.values()));
    }

    @Test
    void everyPropertyKeyIsDescribedWhereItBelongs() {
        assertThat(LABELS.keySet())
                .as("the groups of keys that the schema has")
                .containsAll(Arrays.stream(Schema.class.getDeclaredClasses())
                        .filter(group -> !group.isEnum())
                        .toList());
        LABELS.forEach((group, label) ->
                assertThat(documented.properties().get(label)).as(label).containsKeys(constants(group)));
    }

    @Test
    void everyKeyOfACallersMapIsDescribed() {
        Set<String> evidence =
                new TreeSet<>(documented.properties().get("PolicyEpisode").keySet());
        evidence.addAll(documented.properties().get("PolicyOutcome").keySet());
        assertThat(evidence)
                .containsAll(Stream.of(EvidenceKey.values())
                        // Kept as the decision that it stands for, and not as it was told.
                        .filter(key -> key != EvidenceKey.DECISION_ID)
                        .map(key -> key.name().toLowerCase(java.util.Locale.ROOT))
                        .toList());
    }

    @Test
    void settingsHaveAPageOfTheirOwn() {
        assertThat(documented.properties().get("MetaPolicy"))
                .doesNotContainKeys(
                        Stream.of(Setting.values()).map(Setting::key).toArray(String[]::new));
    }

    private static Set<String> names(Enum<?>[] constants) {
        return Stream.of(constants).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String[] constants(Class<?> group) {
        List<Field> keys = Arrays.stream(group.getDeclaredFields())
                .filter(field -> field.getType() == String.class && Modifier.isPublic(field.getModifiers()))
                .toList();
        assertThat(keys).isNotEmpty();
        return keys.stream().map(SchemaReferenceTest::value).toArray(String[]::new);
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
