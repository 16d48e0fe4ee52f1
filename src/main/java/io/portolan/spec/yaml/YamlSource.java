package io.portolan.spec.yaml;

import io.portolan.spec.Position;
import io.portolan.spec.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The first document of a YAML 1.2 text as nodes that know their place, within bounds: length, depth, aliases, number
 * of values. Nothing is built from tags.
 *
 * @param root null when the text is empty, passes a bound or is not YAML
 */
public record YamlSource(String file, @Nullable Node root, List<Problem> problems) {

    /** In characters, about 4 MiB. */
    public static final int MAX_LENGTH = 4 * 1024 * 1024;

    public YamlSource {
        problems = List.copyOf(problems);
    }

    /** Never fails for what the text holds: what is wrong is among the problems. */
    public static YamlSource read(String file, String text) {
        ProblemLimit problems = new ProblemLimit();
        Node root = null;
        if (text.length() > MAX_LENGTH) {
            problems.add(error(new Position(file, 1, 1), tooLong(text)));
        } else {
            root = compose(file, withoutByteOrderMark(text), problems);
        }
        if (root != null) {
            new KeyCheck(file, problems).check(root);
        }
        return new YamlSource(file, root, problems.all());
    }

    /** What is said of a text that is longer than {@link #MAX_LENGTH}. */
    public static String tooLong(String text) {
        return "the text has " + text.length() + " characters (expected: at most " + MAX_LENGTH + ")";
    }

    /** Where a node begins. */
    public Position at(Node node) {
        return position(file, node.getStartMark());
    }

    public static Position position(String file, Optional<Mark> mark) {
        return mark.map(at -> new Position(file, at.getLine() + 1, at.getColumn() + 1))
                .orElse(new Position(file, 1, 1));
    }

    public static Problem error(Position at, String text) {
        return new Problem(Problem.Severity.ERROR, at, "", text);
    }

    private static @Nullable Node compose(String file, String text, ProblemLimit problems) {
        Node root = null;
        try {
            LoadSettings settings = settings(text.length());
            if (text.length() > BoundedParser.MAX_NODES) {
                count(parser(settings, file, text, new ProblemLimit()));
            }
            BoundedParser parser = parser(settings, file, text, problems);
            Composer composer = new Composer(settings, parser);
            if (!composer.hasNext()) {
                problems.add(error(new Position(file, 1, 1), "the file is empty (expected: a mapping)"));
                return null;
            }
            root = composer.next();
            if (composer.hasNext()) {
                problems.add(secondDocument(position(file, parser.peekEvent().getStartMark())));
            }
        } catch (BoundedParser.BoundException e) {
            problems.add(error(position(file, e.getProblemMark()), e.getProblem()));
        } catch (MarkedYamlEngineException e) {
            problems.add(error(placed(file, text, e), SyntaxSentence.of(e)));
        } catch (RuntimeException e) {
            problems.add(unmarked(file, text));
        }
        return root;
    }

    private static BoundedParser parser(LoadSettings settings, String file, String text, ProblemLimit problems) {
        return new BoundedParser(new ParserImpl(settings, new StreamReader(settings, text)), file, problems);
    }

    /** A text that may hold too many values is looked through before any of them is kept. */
    private static void count(BoundedParser parser) {
        while (parser.hasNext()) {
            parser.next();
        }
    }

    /** With a buffer for the whole text: a scalar longer than the buffer would cost the square of its length. */
    private static LoadSettings settings(int length) {
        return LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setBufferSize(length + 1)
                .setCodePointLimit(MAX_LENGTH)
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                .build();
    }

    private static Problem secondDocument(Position at) {
        String text = "a second document begins here and is not read (expected: one document)";
        return new Problem(Problem.Severity.WARNING, at, "", text);
    }

    /** The parser's place; where it ran out of text, the end of the file. */
    private static Position placed(String file, String text, MarkedYamlEngineException e) {
        Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
        boolean beyond = mark.isPresent() && mark.get().getIndex() >= text.codePointCount(0, text.length());
        return beyond ? place(file, text, text.length()) : position(file, mark);
    }

    /**
     * A fault that the library does not place: nearly always a character that YAML forbids. Rare others, such as the
     * escape {@code \\UFFFFFFFF}, reach us as exceptions of Java itself.
     */
    private static Problem unmarked(String file, String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!StreamReader.isPrintable(text.codePointAt(i))) {
                String code = String.format(Locale.ROOT, "U+%04X", text.codePointAt(i));
                return error(
                        place(file, text, i),
                        "not YAML: the character " + code + " is not allowed (expected: printable text)");
            }
        }
        return error(
                new Position(file, 1, 1), "not YAML: a directive or escape is not understood (expected: YAML 1.2)");
    }

    private static Position place(String file, String text, int end) {
        int line = 1;
        int begin = 0;
        for (int i = 0; i < end; i++) {
            char character = text.charAt(i);
            if (character == '\n' || (character == '\r' && !text.startsWith("\n", i + 1))) {
                line++;
                begin = i + 1;
            }
        }
        return new Position(file, line, text.codePointCount(begin, end) + 1);
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
