package io.portolan.format.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.format.JsonSyntax;
import io.portolan.format.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Markdown as {@code {frontMatter, tables: [[{header: text}]], sections: [{heading, level, content}]}}. The text before
 * the first heading is a section of level 0.
 */
final class MarkdownTree {

    private static final Pattern FRONT_MATTER = Pattern.compile(
            "\\A---[ \\t]*\\R(.*?)(?:^(?:---|\\.\\.\\.)[ \\t]*(?:\\R|\\z))", Pattern.DOTALL | Pattern.MULTILINE);

    private final String text;
    private final String prefix;
    private final ArrayNode tables = JsonTree.NODES.arrayNode();
    private final ArrayNode sections = JsonTree.NODES.arrayNode();
    private String heading = "";
    private int level;

    private MarkdownTree(String text, String prefix) {
        this.text = text;
        this.prefix = prefix;
    }

    /** @param prefix of the headings whose sections and tables are kept; null for all */
    static JsonNode read(String text, @Nullable String prefix) {
        Matcher front = FRONT_MATTER.matcher(text);
        boolean hasFront = front.find();
        ObjectNode tree = JsonTree.NODES.objectNode();
        tree.set("frontMatter", hasFront ? YamlTree.read(front.group(1)) : JsonTree.NODES.objectNode());
        MarkdownTree markdown =
                new MarkdownTree(hasFront ? text.substring(front.end()) : text, prefix == null ? "" : prefix.strip());
        markdown.read();
        tree.set("tables", markdown.tables);
        tree.set("sections", markdown.sections);
        return tree;
    }

    private void read() {
        Parser parser = Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                .maxOpenBlockParsers(JsonSyntax.MAX_DEPTH)
                .build();
        int begin = 0;
        for (Node block = parser.parse(text).getFirstChild(); block != null; block = block.getNext()) {
            if (block instanceof Heading next) {
                section(text.substring(begin, start(next)));
                begin = end(next);
                heading = plain(next);
                level = next.getLevel();
            } else if (block instanceof TableBlock table && kept()) {
                tables.add(rows(table));
            }
        }
        section(text.substring(begin));
    }

    private static int start(Node block) {
        return block.getSourceSpans().get(0).getInputIndex();
    }

    private static int end(Node block) {
        var last = block.getSourceSpans().get(block.getSourceSpans().size() - 1);
        return last.getInputIndex() + last.getLength();
    }

    private boolean kept() {
        return heading.startsWith(prefix);
    }

    private void section(String content) {
        boolean lead = level == 0 && content.isBlank();
        if (kept() && !lead) {
            sections.addObject().put("heading", heading).put("level", level).put("content", content.strip());
        }
    }

    private static ArrayNode rows(TableBlock table) {
        List<String> names = List.of();
        ArrayNode rows = JsonTree.NODES.arrayNode();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                List<String> cells = new ArrayList<>();
                for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                    cells.add(plain(cell));
                }
                if (part instanceof TableHead) {
                    names = Rows.columns(cells);
                } else {
                    rows.add(Rows.object(names, cells));
                }
            }
        }
        return rows;
    }

    /** The characters inside, marks left out; without recursion, for nesting is the document's to choose. */
    @SuppressWarnings("ReferenceEquality") // Nodes have no equality but their own.
    private static String plain(Node top) {
        StringBuilder plain = new StringBuilder();
        Node node = top.getFirstChild();
        while (node != null) {
            if (node instanceof Text literal) {
                plain.append(literal.getLiteral());
            } else if (node instanceof Code code) {
                plain.append(code.getLiteral());
            } else if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                continue;
            }
            while (node != null && node != top && node.getNext() == null) {
                node = node.getParent();
            }
            node = node == null || node == top ? null : node.getNext();
        }
        return plain.toString();
    }
}
