package org.metapolicy.http.proof;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metapolicy.app.report.EventReport;
import org.metapolicy.trail.ChainLink;
import org.metapolicy.trail.EventKey;

/** A report of one event as HTML, with the data of the verifiers at its end. */
public final class ReportPage {
    private static final List<String> HEADLINES = List.of(
            EventKey.ACTION,
            EventKey.FAMILY_ID,
            EventKey.VERSION_ID,
            EventKey.FROM_STATUS,
            EventKey.TO_STATUS,
            EventKey.DEFAULT_BEFORE,
            EventKey.DEFAULT_AFTER,
            EventKey.ACTOR,
            EventKey.ACTOR_KIND,
            EventKey.REASON,
            EventKey.CREATED_AT);

    /** Control characters but for tabs and ends of lines, and those that turn the direction of what follows. */
    private static final Pattern STEERING = Pattern.compile(
            "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private static final String STYLE = "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;"
            + "padding:0 1rem;color:#1b1b1b;background:#fff}table{border-collapse:collapse;margin:1rem 0}"
            + "th,td{text-align:left;vertical-align:top;padding:.25rem .75rem;border-bottom:1px solid #767676;"
            + "overflow-wrap:anywhere}pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.75rem}"
            + "@page{margin:18mm}@media print{body{max-width:none;margin:0;padding:0;font-size:10pt}h2{break-after:avoid}"
            + "tr{break-inside:avoid}pre{font-size:6pt}}";

    private ReportPage() {}

    public static String of(EventReport report) {
        String title = "Report of event " + report.id().text();
        Map<String, Object> event = report.event().contents();
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + escaped(title)
                + "</title><style>" + STYLE + "</style></head><body><main>\n<h1>" + escaped(title) + "</h1>\n"
                + table("What happened", rows(HEADLINES.stream(), event))
                + sides(report.sides())
                + table("Evidence", rows(evidence(report).keySet().stream(), evidence(report)))
                + table("Notes", report.notes().stream().map(ReportPage::note).collect(Collectors.joining()))
                + table(
                        "Links",
                        report.links().stream().map(link -> row("link", link)).collect(Collectors.joining()))
                + table(
                        "The chain",
                        row("events", report.chain().size())
                                + row("last event", report.head().seq())
                                + row("its hash", report.head().hash()))
                + "<h2>Data</h2>\n<p>What the verifiers read; the tables above are drawn from it.</p>\n<pre id=\"report\">"
                + escaped(report.json()) + "</pre>\n</main></body></html>\n";
    }

    private static Map<String, Object> evidence(EventReport report) {
        return EventReport.evidence(report.event()).map(TreeMap::new).orElseGet(TreeMap::new);
    }

    private static String note(ChainLink note) {
        Map<String, Object> said = note.contents();
        return row(said.get(EventKey.CREATED_AT) + ", " + said.get(EventKey.ACTOR), said.get(EventKey.REASON));
    }

    private static String sides(List<EventReport.Side> sides) {
        TreeSet<String> figures = new TreeSet<>();
        sides.forEach(side -> figures.addAll(side.figures().keySet()));
        String rows = Stream.concat(
                        Stream.of(
                                cells("version", sides.stream().map(EventReport.Side::versionId)),
                                cells("role", sides.stream().map(EventReport.Side::role)),
                                cells("source", sides.stream().map(EventReport.Side::source))),
                        figures.stream()
                                .map(key -> cells(key, sides.stream().map(side -> side.figures()
                                        .get(key)))))
                .collect(Collectors.joining());
        return sides.isEmpty() ? "" : table("Both sides", rows);
    }

    private static String rows(Stream<String> keys, Map<String, Object> values) {
        return keys.filter(values::containsKey)
                .map(key -> row(key, values.get(key)))
                .collect(Collectors.joining());
    }

    private static String row(String name, Object value) {
        return cells(name, Stream.of(Objects.toString(value, "none")));
    }

    private static String cells(String name, Stream<?> values) {
        return "<tr><th scope=\"row\">" + escaped(named(name)) + "</th>"
                + values.map(value -> "<td>" + escaped(named(Objects.toString(value, "not known"))) + "</td>")
                        .collect(Collectors.joining())
                + "</tr>\n";
    }

    /** What steers how text is drawn, and is not drawn itself, is named: a reason would else read as another than it is. */
    private static String named(String text) {
        return STEERING.matcher(text)
                .replaceAll(found -> String.format("[U+%04X]", found.group().codePointAt(0)));
    }

    private static String table(String title, String rows) {
        return rows.isEmpty() ? "" : "<h2>" + escaped(title) + "</h2>\n<table>\n" + rows + "</table>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
