package org.metapolicy.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A document of the project as its readers find it: fenced blocks, links, headings, commands.
 *
 * @param path where it stands
 * @param text its Markdown
 */
public record MarkdownPage(Path path, String text) {
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern COMMAND =
            Pattern.compile("(?m)(?:^|`|&& )\\s*((?:mvn|[A-Z0-9_]+=\\S+ (?:[A-Z0-9_]+=\\S+ )*mvn) [^`\\n#&]+)");

    /** A fenced block. */
    public record Block(String language, String text) {}

    /** A link to a file, and the heading in it that it names; the heading is empty where it names none. */
    public record Link(Path target, String heading) {}

    public static MarkdownPage read(Path path) {
        try {
            return new MarkdownPage(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** README.md and every page of docs/, in the order of their names. */
    public static List<MarkdownPage> all(Path basedir) {
        try (Stream<Path> docs = Files.list(basedir.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(basedir.resolve("README.md")),
                            docs.filter(path -> path.toString().endsWith(".md")).sorted())
                    .map(MarkdownPage::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return path.getFileName().toString();
    }

    /** Its fenced blocks, in order. */
    public List<Block> blocks() {
        return BLOCK.matcher(text)
                .results()
                .map((MatchResult block) ->
                        new Block(block.group(1), block.group(2).stripTrailing()))
                .toList();
    }

    /** The texts of its blocks in one language, in order. */
    public List<String> blocks(String language) {
        return blocks().stream()
                .filter(block -> block.language().equals(language))
                .map(Block::text)
                .toList();
    }

    /** Its links to files; those to other hosts are none. */
    public List<Link> links() {
        List<Link> links = new ArrayList<>();
        Matcher matcher = LINK.matcher(prose());
        while (matcher.find()) {
            String[] parts = matcher.group(1).split("#", 2);
            if (!parts[0].contains(":")) {
                links.add(new Link(
                        parts[0].isEmpty()
                                ? path
                                : path.resolveSibling(parts[0]).normalize(),
                        parts.length == 2 ? parts[1] : ""));
            }
        }
        return links;
    }

    /**
     * The rows of the first table under a heading whose first column is called so, without its head; cells as written.
     *
     * @throws IllegalArgumentException if there is none
     */
    public List<List<String>> table(String heading, String firstColumn) {
        List<List<String>> rows = prose().lines()
                .dropWhile(line -> !line.replaceFirst("^#+ ", "").equals(heading))
                .dropWhile(line -> !line.startsWith("| " + firstColumn + " |"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ")))
                .toList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    name() + " has no table of '" + firstColumn + "' under '" + heading + "'");
        }
        return rows;
    }

    /** The names that links give its headings, as GitHub and others make them. */
    public Set<String> anchors() {
        return prose().lines()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase()
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** Every call of Maven, in a block or in a sentence. */
    public List<String> mavenCommands() {
        return COMMAND.matcher(text)
                .results()
                .map(command -> command.group(1).strip())
                .toList();
    }

    /** Without its blocks. */
    private String prose() {
        return BLOCK.matcher(text).replaceAll("");
    }
}
