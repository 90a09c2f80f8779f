package org.metapolicy.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One table in Markdown of all figures, and how many aims were missed. */
final class CostTable implements Report {
    private final PrintStream out;
    private final List<String> missed = new ArrayList<>();
    private int aims;

    CostTable(PrintStream out) {
        this.out = out;
        out.println("| what | measured | ratio | aim | met |");
        out.println("| --- | --- | --- | --- | --- |");
    }

    @Override
    public void part(String name) {
        line("**" + name + "**", "", "", "", "");
    }

    @Override
    public void row(String what, double value, String unit, Aim aim) {
        line(what, shown(value, unit), "", aim.words(), judged(what, aim, value));
    }

    @Override
    public void row(String what, double value, String unit, double other, String otherUnit) {
        line(what, shown(value, unit) + ", " + shown(other, otherUnit), "", "", "");
    }

    @Override
    public void ratio(String what, Compared compared, Aim aim) {
        line(
                what,
                shown(compared.one(), compared.unit()) + " : " + shown(compared.other(), compared.unit()),
                String.format(Locale.ROOT, "%.2f", compared.ratio()),
                aim.words(),
                judged(what, aim, compared.ratio()));
    }

    /** Says which aims were missed. */
    void end() {
        out.println();
        out.println("aims: " + aims + ", missed: " + missed.size() + (missed.isEmpty() ? "" : ", " + missed));
    }

    private String judged(String what, Aim aim, double figure) {
        String judged = aim.judge(figure);
        aims += judged.isEmpty() ? 0 : 1;
        if (judged.equals("no")) {
            missed.add(what);
        }
        return judged;
    }

    private static String shown(double value, String unit) {
        String digits = value >= 1_000 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return (String.format(Locale.ROOT, digits, value) + " " + unit).strip();
    }

    private void line(String... cells) {
        out.println("| " + String.join(" | ", cells) + " |");
    }
}
