package org.metapolicy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What the sources keep to that compiled classes do not show. */
class SourceTest {
    private static final Path SOURCES = Path.of("src");
    private static final List<Path> KEPT = Stream.of(
                    "src",
                    "docs",
                    "cypher",
                    "migrations",
                    "README.md",
                    "pom.xml",
                    ".ci",
                    ".github",
                    "CHANGELOG.md",
                    "CONTRIBUTING.md")
            .map(Path::of)
            .filter(Files::exists)
            .toList();
    private static final int LINES_MAX = 300;
    private static final int FILES_MAX = 40;

    @Test
    void everyJavaFileStaysUnder300Lines() throws IOException {
        Map<Path, Long> long_ = new TreeMap<>();
        for (Path file : javaFiles(SOURCES)) {
            try (Stream<String> lines = Files.lines(file)) {
                long count = lines.count();
                if (count >= LINES_MAX) {
                    long_.put(file, count);
                }
            }
        }
        assertThat(long_).as("files of %d lines and more", LINES_MAX).isEmpty();
    }

    @Test
    void everyPackageStaysUnder40Files() throws IOException {
        Map<Path, Long> files = javaFiles(SOURCES.resolve("main/java")).stream()
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
        files.values().removeIf(count -> count < FILES_MAX);
        assertThat(files).as("packages of %d files and more", FILES_MAX).isEmpty();
    }

    @Test
    void everyPackageOpensWithItsJob() throws IOException {
        assertThat(javaFiles(SOURCES.resolve("main/java")).stream()
                        .map(Path::getParent)
                        .distinct()
                        .filter(directory -> !Files.exists(directory.resolve("package-info.java"))))
                .as("packages without a package-info.java")
                .isEmpty();
    }

    @Test
    void everyProcedureAndFunctionIsOneExpression() throws IOException {
        List<String> thick = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path procedures = SOURCES.resolve("main/java/org/metapolicy/procedure");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    null,
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(javaFiles(procedures)));
            for (CompilationUnitTree unit : task.parse()) {
                new TreeScanner<Void, String>() {
                    @Override
                    public Void visitClass(ClassTree node, String owner) {
                        return super.visitClass(node, node.getSimpleName().toString());
                    }

                    @Override
                    public Void visitMethod(MethodTree method, String owner) {
                        boolean called = method.getModifiers().getAnnotations().stream()
                                .map(annotation ->
                                        annotation.getAnnotationType().toString())
                                .anyMatch(name -> name.equals("Procedure") || name.equals("UserFunction"));
                        if (called && !isOneReturn(method.getBody())) {
                            thick.add(owner + "." + method.getName());
                        }
                        return super.visitMethod(method, owner);
                    }
                }.scan(unit, "");
            }
        }
        assertThat(thick).as("procedure methods that are more than one return").isEmpty();
    }

    /** What the code has to do stands in docs/specification.md; it cites no document that a reader does not have. */
    /** A database's default language may be another. */
    @Test
    void everyInternalQueryBeginsWithItsLanguage() throws IOException {
        Pattern query = Pattern.compile(
                "(?:\"\"\"\\s+|\")(?:MATCH|OPTIONAL MATCH|CALL|SHOW|UNWIND|MERGE|CREATE|RETURN) [^\\n]*");
        Map<Path, List<String>> without = new TreeMap<>();
        for (Path file : javaFiles(SOURCES.resolve("main/java/org/metapolicy/graph"))) {
            String source = Files.readString(file);
            // Where queries are put together the language may stand in front of what is executed.
            if (source.contains(".execute(") && !source.contains(".execute(\"CYPHER 5 \" + ")) {
                List<String> found =
                        query.matcher(source).results().map(MatchResult::group).toList();
                // What goes on in another line begins with a space.
                if (!found.isEmpty()) {
                    without.put(file, found);
                }
            }
        }
        assertThat(without).isEmpty();
    }

    @Test
    void theOldContractIsNamedNowhere() throws IOException {
        Pattern word = Pattern.compile("\\b" + "DES" + "IGN" + "\\b");
        List<Path> naming = new ArrayList<>();
        for (Path root : KEPT) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    // One character for each byte, so that pictures are no exception.
                    if (word.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .find()) {
                        naming.add(file);
                    }
                }
            }
        }
        assertThat(naming).isEmpty();
    }

    private static boolean isOneReturn(BlockTree body) {
        return body.getStatements().size() == 1 && body.getStatements().get(0).getKind() == Tree.Kind.RETURN;
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
