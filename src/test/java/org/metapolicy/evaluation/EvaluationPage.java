package org.metapolicy.evaluation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of results: what each part prints, and what its tables say. */
final class EvaluationPage {
    private record Part(String title, Function<Scale, Section> run, Function<List<Table>, List<String>> sentences) {}

    private static final List<Part> PARTS = List.of(
            new Part("Decision quality", DecisionQuality::of, DecisionQuality::sentences),
            new Part("Safety", Safety::of, SafetySaid::sentences),
            new Part("Trust", Trust::of, TrustSaid::sentences),
            new Part("Counterfactual estimates", Counterfactuals::of, Counterfactuals::sentences),
            new Part("Ablations", Ablations::of, Ablations::sentences),
            new Part("Governance", Governance::of, Governance::sentences));

    private static final String PROPOSALS = "What is proposed for each part";

    private EvaluationPage() {}

    /** The whole of it, run at this scale; told of each part that is done. */
    static String of(Scale scale, Path root, Consumer<String> progress) throws IOException {
        StringBuilder page = new StringBuilder("# Evaluation\n\n");
        page.append(
                        "By the [protocol](protocol.md), whose first version was written before any figure was seen; what changed since stands at its end. Its SHA-256 is `")
                .append(hash(root))
                .append(
                        "`.\nPrinted by `mvn -q test-compile exec:exec@evaluation`; the same seeds give the same tables to the"
                                + " last digit. A cell is a mean over seeds ± half of its 95 % interval.\n")
                .append(scale.words())
                .append('\n')
                .append(
                        "The sentences after the tables follow from what the tables say, by rule; a test makes them again."
                                + " Reasons, and what is proposed for a part that costs in more figures than it helps, were worded after these tables"
                                + " were seen; figures were not touched.\n\n");
        for (Part part : PARTS) {
            page.append(part.run().apply(scale));
            progress.accept(part.title());
        }
        page.append(new Section(PROPOSALS).words(Proposals.WORDS).said(proposals(page.toString())));
        page.append(
                "## Cost\nWhat a decision and a refresh cost: [selection.md](selection.md#what-a-selection-costs) and"
                        + " [scale.md](scale.md).\n\n");
        page.append(
                "## What this does not show\nNobody was served: worlds are simulated, two of them resample the outcomes of"
                        + " logs, and what is said of logs by halves chooses after the fact. Whether the signals mean what the theory says is not tested here: the worlds of signals are"
                        + " made. What is not covered stands in the [protocol](protocol.md#what-is-not-covered).\n");
        return page.toString();
    }

    /** The scale that a page was printed at. */
    static Scale scale(String page) {
        Matcher named = Pattern.compile("(?m)^Scale: (\\w+)").matcher(page);
        if (!named.find()) {
            throw new IllegalArgumentException("the page names no scale");
        }
        return Scale.named(named.group(1));
    }

    /** The sentences of each part as they follow from a page's tables. */
    static Map<String, List<String>> derived(String page) {
        Map<String, List<String>> derived = new LinkedHashMap<>();
        PARTS.forEach(part -> derived.put(part.title(), part.sentences().apply(tables(section(page, part.title())))));
        derived.put(PROPOSALS, proposals(page));
        return derived;
    }

    private static List<String> proposals(String page) {
        return Proposals.sentences(tables(section(page, "Ablations")), tables(section(page, "Trust")));
    }

    /** The sentences of each part as a page has them. */
    static Map<String, List<String>> said(String page) {
        Map<String, List<String>> said = new LinkedHashMap<>();
        PARTS.forEach(part -> said.put(part.title(), lines(page, part.title())));
        said.put(PROPOSALS, lines(page, PROPOSALS));
        return said;
    }

    private static List<String> lines(String page, String title) {
        return section(page, title).stream()
                .filter(line -> line.startsWith("- "))
                .map(line -> line.substring(2))
                .toList();
    }

    private static List<String> section(String page, String title) {
        List<String> lines = page.lines().toList();
        int from = lines.indexOf("## " + title);
        if (from < 0) {
            throw new IllegalArgumentException("the page has no section '" + title + "'");
        }
        int to = from + 1;
        while (to < lines.size() && !lines.get(to).startsWith("## ")) {
            to++;
        }
        return lines.subList(from, to);
    }

    private static List<Table> tables(List<String> lines) {
        List<Table> tables = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith("| --- ")) {
                tables.add(Table.parse(lines, i - 1));
            }
        }
        return tables;
    }

    /** SHA-256 of the protocol. */
    static String hash(Path root) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String protocol = Files.readString(root.resolve("docs/protocol.md"));
            return HexFormat.of().formatHex(digest.digest(protocol.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
