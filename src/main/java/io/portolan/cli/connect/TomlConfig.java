package io.portolan.cli.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.format.JsonBytes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * A table of a TOML file. It is put into the text as it is, so that order, layout and comments stay.
 *
 * @param section the table that holds servers
 */
record TomlConfig(String section, String name, ObjectNode entry) implements ConfigText {

    @Override
    public String alone() {
        return "[" + section + "." + name + "]\n" + lines("\n");
    }

    @Override
    public String into(String before) throws UnmergeableException {
        String newline = before.contains("\r\n") ? "\r\n" : "\n";
        List<TomlShape.Statement> statements = TomlShape.of(before);
        List<String> table = List.of(section, name);
        List<Integer> own = IntStream.range(0, statements.size())
                .filter(index -> statements.get(index).header()
                        && statements.get(index).key().equals(table))
                .boxed()
                .toList();
        refuseOtherForms(statements, own.size());
        if (own.isEmpty()) {
            String gap = before.isEmpty() || before.endsWith(newline + newline)
                    ? ""
                    : before.endsWith("\n") ? newline : newline + newline;
            return before + gap + alone().replace("\n", newline);
        }
        return renewed(before, statements, own.getFirst(), newline);
    }

    /** The same table written in another way would be there twice. */
    private void refuseOtherForms(List<TomlShape.Statement> statements, int tables) throws UnmergeableException {
        boolean inSection = false;
        boolean atTop = true;
        for (TomlShape.Statement statement : statements) {
            List<String> key = statement.key();
            if (statement.header()) {
                atTop = false;
                inSection = key.equals(List.of(section));
            } else if ((atTop && key.getFirst().equals(section))
                    || (inSection && key.getFirst().equals(name))) {
                throw new UnmergeableException("'" + String.join(".", key) + "' in it is no table of its own");
            }
        }
        if (tables > 1) {
            throw new UnmergeableException("the table [" + section + "." + name + "] is in it twice");
        }
    }

    /** What decides is another one, what somebody added stays. */
    private String renewed(String text, List<TomlShape.Statement> statements, int header, String newline) {
        StringBuilder out = new StringBuilder();
        int from = statements.get(header).end();
        out.append(text, 0, from);
        if (!text.endsWith("\n") && from == text.length()) {
            out.append(newline);
        }
        out.append(lines(newline));
        for (int index = header + 1;
                index < statements.size() && !statements.get(index).header();
                index++) {
            TomlShape.Statement statement = statements.get(index);
            if (DECISIVE.contains(statement.key().getFirst())) {
                out.append(text, from, statement.start());
                from = statement.end();
            }
        }
        return out.append(text, from, text.length()).toString();
    }

    private String lines(String newline) {
        return entry.properties().stream()
                .map(member -> member.getKey() + " = " + value(member.getValue()) + newline)
                .collect(Collectors.joining());
    }

    private static String value(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(TomlConfig::value)
                        .collect(Collectors.joining(", ", "[", "]"))
                : JsonBytes.quoted(value.textValue());
    }
}
