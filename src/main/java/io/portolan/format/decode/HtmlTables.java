package io.portolan.format.decode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import io.portolan.format.Quote;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector.SelectorParseException;
import org.jspecify.annotations.Nullable;

/** The tables of a page: {@code {"tables": [[{header: text}]]}}. Those without a row of headers are left out. */
final class HtmlTables {

    private static final int MAX_COLUMN_SPAN = 100;

    /**
     * The decoder.
     *
     * @param selector CSS, of tables or of elements that hold tables; null for all tables
     */
    static Decoder decoder(@Nullable String selector) {
        Evaluator evaluator = selector == null || selector.isBlank() ? null : evaluator(selector);
        return (bytes, type) -> {
            Document page = Jsoup.parse(Charsets.text(bytes, type));
            ObjectNode tree = JsonTree.NODES.objectNode();
            ArrayNode tables = tree.putArray("tables");
            for (Element table : tables(page, evaluator)) {
                ArrayNode rows = rows(table);
                if (rows != null) {
                    tables.add(rows);
                }
            }
            return tree;
        };
    }

    private static Evaluator evaluator(String selector) {
        try {
            return QueryParser.parse(selector);
        } catch (SelectorParseException | IllegalArgumentException fault) {
            throw new MalformedContentException("outputSchema " + Quote.of(selector) + " is no CSS selector");
        }
    }

    private static Set<Element> tables(Document page, @Nullable Evaluator evaluator) {
        Set<Element> tables = new LinkedHashSet<>();
        if (evaluator == null) {
            tables.addAll(page.select("table"));
            return tables;
        }
        for (Element chosen : page.select(evaluator)) {
            if (chosen.normalName().equals("table")) {
                tables.add(chosen);
            } else {
                tables.addAll(chosen.select("table"));
            }
        }
        return tables;
    }

    private static @Nullable ArrayNode rows(Element table) {
        List<String> names = null;
        ArrayNode rows = JsonTree.NODES.arrayNode();
        for (Element row : table.select("tr")) {
            if (!own(row, table)) {
                continue;
            }
            boolean header =
                    row.children().stream().anyMatch(cell -> cell.normalName().equals("th"));
            boolean allHeaders =
                    row.children().stream().allMatch(cell -> cell.normalName().equals("th"));
            if (names == null && header && allHeaders) {
                names = Rows.columns(cells(row));
            } else if (names != null && !row.children().isEmpty()) {
                rows.add(Rows.object(names, cells(row)));
            }
        }
        return names == null ? null : rows;
    }

    @SuppressWarnings("ReferenceEquality") // Two tables of a page may look the same.
    private static boolean own(Element row, Element table) {
        return row.closest("table") == table;
    }

    private static List<String> cells(Element row) {
        List<String> cells = new ArrayList<>();
        for (Element cell : row.children()) {
            for (int span = span(cell); span > 0; span--) {
                cells.add(cell.text());
            }
        }
        return cells;
    }

    private static int span(Element cell) {
        String span = cell.attr("colspan").strip();
        return span.matches("[1-9][0-9]{0,2}") ? Math.min(Integer.parseInt(span), MAX_COLUMN_SPAN) : 1;
    }

    private HtmlTables() {}
}
