package org.metapolicy.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;

/**
 * Holds what a refresh costs against what it cost at an earlier commit, on the same evidence, in turns. The earlier product is
 * checked out and compiled, and asked by today's {@link RefreshAlone}, which needs nothing of it but its procedures and its schema.
 */
final class ComparedRefreshes {
    private static final int TURNS = 3;
    private static final String SOURCES = "src/test/java/org/metapolicy/benchmark/";

    private final Path project;
    private final Path tree;
    private final Path asking;

    private ComparedRefreshes(Path project, Path folder) {
        this.project = project;
        this.tree = folder.resolve("before");
        this.asking = folder.resolve("asking");
    }

    /** @param args the project's folder, the earlier commit, and from how many contexts the episodes come, 64 unless given */
    public static void main(String... args) throws IOException, InterruptedException {
        if (args.length < 2) {
            throw new IllegalArgumentException("which commit? -Dbenchmark.args='main~10', and how many contexts");
        }
        Path folder = Files.createTempDirectory("metapolicy-compared");
        ComparedRefreshes compared = new ComparedRefreshes(Path.of(args[0]).toAbsolutePath(), folder);
        try {
            compared.checkOut(args[1]);
            compared.table(args.length > 2 ? args[2] : "64");
        } finally {
            ComparedCommits.run(compared.project, "git", "worktree", "remove", "--force", compared.tree.toString());
        }
    }

    private void checkOut(String commit) throws IOException, InterruptedException {
        ComparedCommits.run(project, "git", "worktree", "add", "--quiet", "--detach", tree.toString(), commit);
        // Not offline: an earlier commit may ask for what no later one does.
        ComparedCommits.run(tree, "mvn", "-q", "test-compile");
        Files.createDirectories(asking);
        List<String> arguments =
                new ArrayList<>(List.of("-nowarn", "-d", asking.toString(), "-classpath", before(), "-proc:none"));
        for (String source : List.of("RefreshAlone", "EvidenceLoad", "Turns", "Compared")) {
            arguments.add(project.resolve(SOURCES + source + ".java").toString());
        }
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("the evidence of today cannot be written by the product of " + commit);
        }
    }

    private void table(String contexts) throws IOException, InterruptedException {
        List<Double> before = new ArrayList<>();
        List<Double> now = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            before.add(milliseconds(asking + File.pathSeparator + before(), tree, contexts));
            now.add(milliseconds(System.getProperty("java.class.path"), project, contexts));
        }
        double earlier = Turns.middle(before.stream().mapToDouble(Double::doubleValue));
        double later = Turns.middle(now.stream().mapToDouble(Double::doubleValue));
        System.out.printf(
                Locale.ROOT,
                "| contexts | before, ms | now, ms | ratio |%n| --- | --- | --- | --- |%n| %s | %.0f | %.0f | %.2f |%n",
                contexts,
                earlier,
                later,
                later / earlier);
    }

    private static double milliseconds(String classPath, Path of, String contexts)
            throws IOException, InterruptedException {
        return ComparedCommits.run(
                        of,
                        "java",
                        "-Xmx1g",
                        "-classpath",
                        classPath,
                        RefreshAlone.class.getName(),
                        of.resolve("migrations").toString(),
                        contexts)
                .stream()
                .filter(line -> line.startsWith(RefreshAlone.PRINTED))
                .mapToDouble(line -> Double.parseDouble(line.substring(RefreshAlone.PRINTED.length())))
                .findFirst()
                .orElseThrow();
    }

    /** Today's class path with the earlier product in the place of this one. */
    private String before() {
        return System.getProperty("java.class.path")
                .replace(project.resolve("target") + File.separator, tree.resolve("target") + File.separator);
    }
}
