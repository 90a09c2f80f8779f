package org.metapolicy.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.metapolicy.worlds.LogContexts;
import org.metapolicy.worlds.LogContexts.Chosen;

/**
 * Real logs cut into random halves: each way sees one half and chooses by it, the other half tells what the choice is worth.
 *
 * @param words about what is in the tables, and what is not there
 */
record HeldOut(String words, Table earned, Table ahead, Table harm) {
    private interface Reading {
        LogContexts of(Path log) throws IOException;
    }

    private record Log(String file, Reading reading) {}

    private static final List<Log> LOGS = List.of(
            new Log("judge-advisor-dots.csv", LogContexts::byDifficulty),
            new Log("judge-advisor-dots.csv", LogContexts::byConfidence),
            new Log("open-bandit-men.csv", LogContexts::byPosition),
            new Log("digits-bandit.csv", LogContexts::byPreferredDigit));

    static HeldOut of(Scale scale) {
        List<String> titles = new ArrayList<>(List.of("log"));
        for (Way way : Way.values()) {
            titles.add(way.title());
        }
        List<String> others = new ArrayList<>(titles);
        others.remove(Way.PRODUCT.title());
        List<String> absent = new ArrayList<>();
        HeldOut held = new HeldOut(
                "Real logs, cut into random halves: each way sees one half, in the order of a shuffle or in that in which it was"
                        + " recorded, with the versions that were served there, and chooses by it; the other half tells what its choice is worth (reward of what"
                        + " nobody overrode). One log lies behind each row, so that another log of its kind may differ by more than"
                        + " the intervals. The first version, the default, is the best one of the log but in the digits,"
                        + " where a version says one digit always.",
                new Table(titles.toArray(String[]::new)),
                new Table(others.toArray(String[]::new)),
                new Table(titles.toArray(String[]::new)));
        for (Log log : scale == Scale.SHORT ? LOGS.subList(0, 1) : LOGS) {
            Path file = LogContexts.file(log.file());
            if (Files.exists(file)) {
                LogContexts read = read(log.reading(), file);
                held.row(read, false, scale.worlds());
                held.row(read, true, scale.worlds());
            } else if (!absent.contains(log.file())) {
                absent.add(log.file());
            }
        }
        return absent.isEmpty()
                ? held
                : new HeldOut(
                        held.words + " Skipped, as it is not there: " + String.join(", ", absent) + ".",
                        held.earned,
                        held.ahead,
                        held.harm);
    }

    private static LogContexts read(Reading reading, Path file) {
        try {
            return reading.of(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void row(LogContexts log, boolean recorded, int seeds) {
        String name = log.name() + (recorded ? ", in recorded order" : "");
        List<String> rewards = new ArrayList<>(List.of(name));
        List<String> differences = new ArrayList<>(List.of(name));
        List<String> harms = new ArrayList<>(List.of(name));
        Sample product = null;
        for (Way way : Way.values()) {
            List<Chosen> chosen = LongStream.range(0, seeds)
                    .parallel()
                    .mapToObj(seed -> log.chosen(seed, recorded, way.chooser()))
                    .toList();
            Sample own = new Sample(chosen.stream().mapToDouble(Chosen::reward).toArray());
            rewards.add(own.text(4));
            harms.add(
                    Table.number(100 * chosen.stream().mapToDouble(Chosen::harm).sum() / seeds, 2));
            if (product == null) {
                product = own;
            } else {
                differences.add(product.minus(own).text(5));
            }
        }
        earned.row(rewards);
        ahead.row(differences);
        harm.row(harms);
    }
}
