package io.portolan.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows of {@code value => what becomes of it} from {@code src/test/resources/encoding}. */
final class EncodingTable {

    private static final String ARROW = " => ";
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

    /** One row; {@code place} says where it stands. */
    record Row(String place, String value, String expected) {

        boolean refused() {
            return expected.startsWith("! ");
        }

        String refusal() {
            return expected.substring(2);
        }
    }

    static List<Row> read(String name) throws IOException {
        List<Row> rows = new ArrayList<>();
        int number = 0;
        for (String line : text(name).split("\n", -1)) {
            number++;
            int arrow = line.indexOf(ARROW);
            if (arrow >= 0 && !line.startsWith("# ")) {
                String value = unescaped(line.substring(0, arrow));
                rows.add(new Row(name + ":" + number, value, unescaped(line.substring(arrow + ARROW.length()))));
            }
        }
        return rows;
    }

    private static String text(String name) throws IOException {
        try (InputStream in = EncodingTable.class.getResourceAsStream("/encoding/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String unescaped(String text) {
        Matcher matcher = ESCAPE.matcher(text);
        return matcher.replaceAll(
                escape -> Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(escape.group(1), 16))));
    }

    private EncodingTable() {}
}
