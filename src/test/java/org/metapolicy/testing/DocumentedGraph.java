package org.metapolicy.testing;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The graph as docs/properties.md tells it.
 *
 * @param properties by label and key, with the type that Cypher gives it
 * @param markers labels without properties of their own
 * @param relationships relationship types
 */
public record DocumentedGraph(
        Map<String, Map<String, String>> properties, Set<String> markers, Set<String> relationships) {
    private static final Pattern HEADING = Pattern.compile("## (\\w+)");
    private static final Pattern PROPERTY = Pattern.compile("\\| `(\\w+)` \\| ([A-Z<> ]+) \\| [gprsa, ]+ \\| .+ \\|");
    private static final Pattern MARKER = Pattern.compile("\\| `([A-Z]\\w+)` \\| (?:episode|outcome|snapshot) \\| .*");
    private static final Pattern RELATIONSHIP = Pattern.compile("\\| [\\w, ]+ \\| `([A-Z_]+)` \\| .*");

    public static DocumentedGraph read(Path basedir) {
        Map<String, Map<String, String>> properties = new LinkedHashMap<>();
        Set<String> markers = new TreeSet<>();
        Set<String> relationships = new TreeSet<>();
        String label = null;
        for (String line : MarkdownPage.read(basedir.resolve("docs/properties.md"))
                .text()
                .lines()
                .toList()) {
            Matcher heading = HEADING.matcher(line);
            Matcher property = PROPERTY.matcher(line);
            Matcher marker = MARKER.matcher(line);
            Matcher relationship = RELATIONSHIP.matcher(line);
            if (heading.matches()) {
                label = heading.group(1);
                properties.put(label, new LinkedHashMap<>());
            } else if (property.matches()) {
                properties.get(label).put(property.group(1), property.group(2));
            } else if (marker.matches()) {
                markers.add(marker.group(1));
            } else if (relationship.matches()) {
                relationships.add(relationship.group(1));
            }
        }
        properties.remove("Relationships");
        return new DocumentedGraph(properties, markers, relationships);
    }

    /** The type of a property of a node with these labels, its first one speaking for numbered ones; null where the page knows none. */
    public String typeOf(List<String> labels, String key) {
        return labels.stream()
                .map(label -> properties.getOrDefault(label, Map.of()).get(key.replaceFirst("_\\d+$", "_0")))
                .filter(type -> type != null)
                .findFirst()
                .orElse(null);
    }

    public boolean knows(String label) {
        return properties.containsKey(label) || markers.contains(label);
    }
}
