package org.metapolicy.http.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.app.report.EventReport;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trail.ChainLink;
import org.metapolicy.trail.EventId;
import org.metapolicy.trail.Head;

/** The page shows what the trail holds as it stands. */
class ReportPageTest {
    private static String page(String reason) {
        ChainLink link = new ChainLink(
                1, CanonicalJson.of("event", Map.of("seq", 1L, "action", "PAUSED", "reason", reason)), "0".repeat(64));
        return ReportPage.of(new EventReport(
                EventId.of("f#1"), link, List.of(), List.of(), List.of(link), new Head(1, "0".repeat(64))));
    }

    /** Drawn as they are, the first would be lost and the others would turn "no harm" around. */
    @Test
    void whatSteersTheDrawingIsNamedInTheTables() {
        assertThat(page("a\u0000b \u202emrah on\u202c \u2066x\u2069\u200f\u061c\u0085 <i>\tc\nd"))
                .contains("<td>a[U+0000]b [U+202E]mrah on[U+202C] [U+2066]x[U+2069][U+200F][U+061C][U+0085]"
                        + " &lt;i&gt;\tc\nd</td>");
    }

    /** The verifiers read it, and its hashes are of these very characters. */
    @Test
    void theDataStandsAsItIs() {
        String data = page("\u202emrah on");
        assertThat(data.substring(data.indexOf("<pre id=\"report\">"))).contains("\u202emrah on");
    }
}
