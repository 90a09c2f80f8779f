package org.metapolicy.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds two commits against each other: each is checked out beside the other and compiled, and their own benchmarks of what
 * happens inside the database take turns, so that what else the machine does falls on both alike.
 */
public final class ComparedCommits {
    private static final int TURNS = 3;

    private ComparedCommits() {}

    /**
     * Prints the table.
     *
     * @param args the project's folder, the earlier commit, the later commit, and how many turns, 3 unless given
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 3) {
            throw new IllegalArgumentException(
                    "which two commits? -Dbenchmark.args='main~10 main', and how many turns");
        }
        Path project = Path.of(args[0]).toAbsolutePath();
        int turns = args.length > 3 ? Integer.parseInt(args[3]) : TURNS;
        Path folder = Files.createTempDirectory("metapolicy-compared");
        List<Path> trees = List.of(folder.resolve("before"), folder.resolve("after"));
        try {
            for (int i = 0; i < 2; i++) {
                run(
                        project,
                        "git",
                        "worktree",
                        "add",
                        "--quiet",
                        "--detach",
                        trees.get(i).toString(),
                        args[i + 1]);
                run(trees.get(i), "mvn", "-q", "-o", "test-compile");
            }
            ComparedRuns runs = new ComparedRuns();
            for (int turn = 1; turn <= turns; turn++) {
                System.out.println("turn " + turn + " of " + turns);
                runs.turn(benchmark(trees.get(0)), benchmark(trees.get(1)));
            }
            runs.table().forEach(System.out::println);
        } finally {
            for (Path tree : trees) {
                if (Files.exists(tree)) {
                    run(project, "git", "worktree", "remove", "--force", tree.toString());
                }
            }
            Files.delete(folder);
        }
    }

    private static List<String> benchmark(Path tree) throws IOException, InterruptedException {
        return run(tree, "mvn", "-q", "-o", "exec:exec@benchmark", "-Dbenchmark.args=database");
    }

    /** What the command printed; whatever it says when it fails is shown. */
    static List<String> run(Path where, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .start();
        List<String> printed = new ArrayList<>(process.inputReader().lines().toList());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed: " + String.join("\n", printed));
        }
        return printed;
    }
}
