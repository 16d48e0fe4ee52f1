package io.portolan.spec.fix;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Adds parameters of the path to an operation, in the way its file is written: as a list of parameters that have a
 * name or as a mapping by name, in lines or in braces.
 */
final class Declaration {

    private static final String SECTION = "inputParameters";
    private static final List<String> PARAMETER = List.of("in: path", "type: string", "required: true");

    /** What needs no quotes, whatever reads it. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private final SourceText source;
    private final Outline outline;

    Declaration(SourceText source, Outline outline) {
        this.source = source;
        this.outline = outline;
    }

    /** Null where the text does not say clearly enough where they would stand. */
    @Nullable
    Edit edit(MappingNode operation, List<String> names) {
        NodeTuple section = Outline.entry(operation, SECTION);
        if (section == null) {
            return flow(operation) ? addBraced(operation, names) : addLines(operation, names);
        }
        boolean named = Outline.entry(operation, "name") != null;
        return switch (section.getValueNode()) {
            case ScalarNode nothing
            when nothing.getValue().isEmpty() && !flow(operation) ->
                insert(lineEnd(section.getKeyNode()), section(section.getKeyNode(), names, named));
            case SequenceNode list -> flow(list) ? extendBraces(list, names, true) : extendLines(list, names);
            case MappingNode keyed -> flow(keyed) ? extendBraces(keyed, names, false) : extendLines(keyed, names);
            default -> null;
        };
    }

    private @Nullable Edit addBraced(MappingNode operation, List<String> names) {
        boolean named = Outline.entry(operation, "name") != null;
        String parameters = braced(names, named);
        String section = SECTION + ": " + (named ? "[" + parameters + "]" : "{" + parameters + "}");
        Node last = operation.getValue().getLast().getValueNode();
        return within(operation, end(last)) ? insert(end(last), ", " + section) : null;
    }

    /** Below the method, which is there and in one line. */
    private @Nullable Edit addLines(MappingNode operation, List<String> names) {
        NodeTuple method = Outline.entry(operation, "method");
        if (method == null || line(method.getKeyNode()) != line(method.getValueNode())) {
            return null;
        }
        Node key = method.getKeyNode();
        boolean named = Outline.entry(operation, "name") != null;
        return insert(lineEnd(key), newLine(Outline.column(key)) + SECTION + ":" + section(key, names, named));
    }

    private @Nullable Edit extendBraces(CollectionNode<?> section, List<String> names, boolean named) {
        String parameters = braced(names, named);
        if (section.getValue().isEmpty()) {
            return insert(start(section) + 1, parameters);
        }
        int last = end(last(section));
        return within(section, last) ? insert(last, ", " + parameters) : null;
    }

    private @Nullable Edit extendLines(SequenceNode list, List<String> names) {
        Node first = list.getValue().getFirst();
        int gap = Math.clamp(Outline.column(first) - Outline.column(list), 2, 8);
        String added = names.stream()
                .map(name -> newLine(Outline.column(list)) + item(name, gap, Outline.column(list), flow(first)))
                .collect(Collectors.joining());
        return append(list, added);
    }

    private @Nullable Edit extendLines(MappingNode keyed, List<String> names) {
        int column = Outline.column(keyed.getValue().getFirst().getKeyNode());
        boolean braces = flow(keyed.getValue().getFirst().getValueNode());
        String added = names.stream()
                .map(name -> newLine(column) + entry(name, column, braces))
                .collect(Collectors.joining());
        return append(keyed, added);
    }

    /** Behind the line on which a block ends; what follows the block begins on a later one. */
    private @Nullable Edit append(CollectionNode<?> block, String added) {
        Node leaf = block;
        while (leaf instanceof CollectionNode<?> inner
                && !flow(inner)
                && !inner.getValue().isEmpty()) {
            leaf = last(inner);
        }
        int end = end(leaf);
        while (end > 0 && Character.isWhitespace(source.text().charAt(end - 1))) {
            end--;
        }
        return end > start(block) ? insert(source.lineEnd(end), added) : null;
    }

    private String section(Node key, List<String> names, boolean named) {
        int column = Outline.column(key) + (named ? outline.listIndent() : outline.mappingIndent());
        return names.stream()
                .map(name -> newLine(column) + (named ? item(name, 2, column, false) : entry(name, column, false)))
                .collect(Collectors.joining());
    }

    private String item(String name, int gap, int column, boolean braces) {
        String dash = "-" + " ".repeat(gap - 1);
        return braces ? dash + braced(List.of(name), true) : dash + "name: " + word(name) + lines(column + gap);
    }

    private String entry(String name, int column, boolean braces) {
        return braces ? braced(List.of(name), false) : word(name) + ":" + lines(column + outline.mappingIndent());
    }

    private String lines(int column) {
        return PARAMETER.stream().map(line -> newLine(column) + line).collect(Collectors.joining());
    }

    private static String braced(List<String> names, boolean named) {
        String rest = String.join(", ", PARAMETER);
        return names.stream()
                .map(name -> named ? "{name: " + word(name) + ", " + rest + "}" : word(name) + ": {" + rest + "}")
                .collect(Collectors.joining(", "));
    }

    private static String word(String name) {
        return PLAIN.matcher(name).matches() && !WORDS.contains(name.toLowerCase(Locale.ROOT))
                ? name
                : "'" + name.replace("'", "''") + "'";
    }

    private String newLine(int column) {
        return source.lineBreak() + " ".repeat(column);
    }

    private static Edit insert(int at, String text) {
        return new Edit(at, at, text);
    }

    private static boolean flow(Node node) {
        return node instanceof CollectionNode<?> collection && collection.getFlowStyle() == FlowStyle.FLOW;
    }

    private static Node last(CollectionNode<?> collection) {
        return collection.getValue().getLast() instanceof NodeTuple tuple
                ? tuple.getValueNode()
                : (Node) collection.getValue().getLast();
    }

    /** What an alias stands for is somewhere else. */
    private boolean within(Node node, int offset) {
        return offset > start(node) && offset < end(node);
    }

    private int start(Node node) {
        return node.getStartMark().map(this::offset).orElse(0);
    }

    private int end(Node node) {
        return node.getEndMark().map(this::offset).orElse(0);
    }

    private int lineEnd(Node node) {
        return source.lineEnd(start(node));
    }

    private int offset(Mark mark) {
        return source.offset(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static int line(Node node) {
        return node.getEndMark().map(Mark::getLine).orElse(-1);
    }
}
