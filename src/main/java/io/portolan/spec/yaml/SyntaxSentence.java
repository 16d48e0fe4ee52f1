package io.portolan.spec.yaml;

import io.portolan.spec.Rule;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in one line what the YAML parser found; its own words fill several and speak of tokens. */
final class SyntaxSentence {

    private static final String END = "the end of the file";

    private static final List<Rule> RULES = List.of(
            new Rule("found character '\\\\t.*", "a tab stands where a value begins (expected: spaces)"),
            new Rule("found character '(.)' that.*", "a value begins with '$1' (expected: quotes around it)"),
            new Rule(
                    "mapping values are not allowed here.*",
                    "a key stands where none can (expected: less indentation, or quotes around text with ': ')"),
            new Rule(
                    "expected <block end>.*",
                    "a line does not fit the block around it (expected: its indentation, and only keys or only list"
                            + " items)"),
            new Rule(
                    "expected '<document start>'.*",
                    "a line stands after the end of the document (expected: the indentation of the first line)"),
            new Rule("found unexpected end of stream", "the file ends too early"),
            new Rule("could not find expected ':'", "a key lacks its ':'"),
            new Rule("found undefined alias (.*)", "alias '*$1' names nothing (expected: an anchor '&$1' before it)"));

    private SyntaxSentence() {}

    static String of(MarkedYamlEngineException e) {
        return "not YAML: " + plain(String.valueOf(e.getProblem())) + context(e);
    }

    private static String plain(String problem) {
        for (Rule rule : RULES) {
            Matcher words = rule.words().matcher(problem);
            if (words.matches()) {
                return words.replaceFirst(rule.sentence());
            }
        }
        return problem.replace("but got ", "but found ")
                .replace("'<stream end>'", END)
                .replace("<stream end>", END);
    }

    /** What the parser was reading, where that began on an earlier line. */
    private static String context(MarkedYamlEngineException e) {
        int line = e.getProblemMark().map(mark -> mark.getLine()).orElse(0);
        return e.getContextMark()
                .filter(mark -> mark.getLine() < line)
                .map(mark -> ", " + e.getContext() + " begun on line " + (mark.getLine() + 1))
                .orElse("");
    }

    /** Words of the parser, and ours instead. */
    private record Rule(Pattern words, String sentence) {

        Rule(String words, String sentence) {
            this(Pattern.compile(words, Pattern.DOTALL), sentence);
        }
    }
}
