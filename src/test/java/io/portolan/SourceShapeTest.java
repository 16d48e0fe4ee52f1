package io.portolan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** How large things may grow, by the JDK's own parser. */
final class SourceShapeTest {

    private static final Path MAIN = Path.of("src", "main", "java");
    private static final Path TEST = Path.of("src", "test", "java");

    private static final int LINES_OF_A_FILE = 300;
    private static final int LINES_OF_A_METHOD = 40;
    private static final int PARAMETERS = 5;
    private static final int FILES_OF_A_PACKAGE = 20;

    /** What is larger, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "src/main/java/io/portolan",
            "what is exported, and the few classes behind it that bring a plan to life and follow it",
            "src/main/java/io/portolan/options",
            "one record for each section of the settings, exported as it is",
            "src/main/java/io/portolan/spec",
            "one record and one reader for each section of a file",
            "src/main/java/io/portolan/spec/read",
            "one reader for each section of a file",
            "src/main/java/io/portolan/compile",
            "one compiler for each section of a file, and the small types they hand on",
            "src/main/java/io/portolan/plan",
            "one record for each thing that is served or called; they are one vocabulary",
            "src/main/java/io/portolan/compile/OperationCompiler.java: compile",
            "a part of the file, and the places of it and of what it stands in",
            "src/test/java/io/portolan/spec/LimitsTest.java: refusesInNoTime",
            "a table, one row a file",
            "src/test/java/io/portolan/compile/ProblemsTest.java: rows",
            "a table, one row a problem",
            "src/test/java/io/portolan/mcp/McpEdgeTest.java",
            "one server, and each way a client may speak to it");

    @Test
    void keepsFilesShort() throws IOException {
        List<String> large = new ArrayList<>();
        for (Path file : sources(MAIN, TEST)) {
            int lines = Files.readAllLines(file).size();
            if (lines > LINES_OF_A_FILE) {
                large.add(file + ": " + lines + " lines");
            }
        }

        assertThat(unexcused(large))
                .as("files of more than %s lines", LINES_OF_A_FILE)
                .isEmpty();
    }

    @Test
    void keepsPackagesSmall() throws IOException {
        Map<Path, Long> sizes = sources(MAIN).stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));

        List<String> large = sizes.entrySet().stream()
                .filter(entry -> entry.getValue() > FILES_OF_A_PACKAGE)
                .map(entry -> entry.getKey() + ": " + entry.getValue() + " files")
                .toList();

        assertThat(unexcused(large))
                .as("packages of more than %s files", FILES_OF_A_PACKAGE)
                .isEmpty();
    }

    @Test
    void keepsMethodsShortAndTheirParametersFew() throws IOException {
        List<String> large = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources(MAIN, TEST)));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new MethodScanner(unit, positions, large).scan(unit, null);
            }
        }

        assertThat(unexcused(large))
                .as("methods of more than %s lines or %s parameters", LINES_OF_A_METHOD, PARAMETERS)
                .isEmpty();
    }

    private static List<String> unexcused(List<String> large) {
        return large.stream()
                .filter(line -> !EXCEPTIONS.containsKey(line.substring(0, line.lastIndexOf(": "))))
                .toList();
    }

    private static List<Path> sources(Path... folders) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
            }
        }
        return sources;
    }

    private static final class MethodScanner extends TreePathScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> large;

        MethodScanner(CompilationUnitTree unit, SourcePositions positions, List<String> large) {
            this.unit = unit;
            this.positions = positions;
            this.large = large;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            ClassTree owner = (ClassTree) getCurrentPath().getParentPath().getLeaf();
            String name = Path.of(unit.getSourceFile().getName()) + ": " + method.getName();
            long lines =
                    line(positions.getEndPosition(unit, method)) - line(positions.getStartPosition(unit, method)) + 1;
            if (lines > LINES_OF_A_METHOD) {
                large.add(name + ": " + lines + " lines");
            }
            boolean components = owner.getKind() == Tree.Kind.RECORD && method.getReturnType() == null;
            boolean columns = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("ParameterizedTest"));
            if (method.getParameters().size() > PARAMETERS && !components && !columns) {
                large.add(name + ": " + method.getParameters().size() + " parameters");
            }
            return super.visitMethod(method, null);
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
