package io.portolan.format.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

final class DecoderTest {

    private static final String AVRO =
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"},"
                    + "{\"name\":\"tags\",\"type\":{\"type\":\"array\",\"items\":\"string\"}},"
                    + "{\"name\":\"note\",\"type\":[\"null\",\"string\"]}]}";

    private static final Object[][] TEXTS = {
        {RawFormat.JSON, "{\"a\":1e400}\n{\"b\":2}", "{\"a\":1E+400}"},
        {RawFormat.JSON, "{\"a\":1,\"a\":2}", "{\"a\":2}"},
        {RawFormat.NDJSON, "{\"a\":1}\n\n{\"a\":2}\n", "[{\"a\":1},{\"a\":2}]"},
        {RawFormat.NDJSON, "", "[]"},
        {
            RawFormat.XML,
            "<?xml version='1.0'?><r xmlns:x='u'><i id='1'>one</i><x:i>two</x:i><e/><d><![CDATA[<&]]></d></r>",
            "{\"i\":[{\"id\":\"1\",\"#text\":\"one\"},\"two\"],\"e\":\"\",\"d\":\"<&\"}"
        },
        {
            RawFormat.YAML,
            "a: 010\nb: no\nc: 1.50\nd: 0x1F\ne: ~\nf: 2026-01-01\ng: .inf\n",
            "{\"a\":10,\"b\":\"no\",\"c\":1.50,\"d\":31,\"e\":null,\"f\":\"2026-01-01\",\"g\":\".inf\"}"
        },
        {RawFormat.YAML, "a: &x [1]\nb: *x\n", "{\"a\":[1],\"b\":[1]}"},
        {
            RawFormat.CSV,
            "\uFEFFid,name\r\n1,\"a,\"\"b\"\"\nc\"\r\n\r\n2\n3,x,y\n",
            "[{\"id\":\"1\",\"name\":\"a,\\\"b\\\"\\nc\"},{\"id\":\"2\"},{\"id\":\"3\",\"name\":\"x\",\"column3\":\"y\"}]"
        },
        {RawFormat.CSV, "a,a,\n1,2,3", "[{\"a\":\"1\",\"a_2\":\"2\",\"column3\":\"3\"}]"},
        {RawFormat.CSV, "a,b\n", "[]"},
        {RawFormat.TSV, "a\tb\n1\t2", "[{\"a\":\"1\",\"b\":\"2\"}]"},
        {RawFormat.PSV, "a|b\n1|2", "[{\"a\":\"1\",\"b\":\"2\"}]"},
        {RawFormat.TEXT, "hello", "\"hello\""},
        {
            RawFormat.HTML,
            "<table><tr><th>A<th>B</tr><tr><td>1<td>2 <b>x</b></tr></table><table><tr><td>no header</table>",
            "{\"tables\":[[{\"A\":\"1\",\"B\":\"2 x\"}]]}"
        },
        {
            RawFormat.MARKDOWN,
            "---\ntitle: T\n---\nlead\n\n# One\n\ntext *x*\n\n| a | b |\n|---|---|\n| 1 | `2` |\n\nTwo\n---\nend\n",
            "{\"frontMatter\":{\"title\":\"T\"},\"tables\":[[{\"a\":\"1\",\"b\":\"2\"}]],\"sections\":["
                    + "{\"heading\":\"\",\"level\":0,\"content\":\"lead\"},"
                    + "{\"heading\":\"One\",\"level\":1,\"content\":\"text *x*\\n\\n| a | b |\\n|---|---|\\n| 1 | `2` |\"},"
                    + "{\"heading\":\"Two\",\"level\":2,\"content\":\"end\"}]}"
        },
    };

    @Test
    void readsEachTextFormat() {
        for (Object[] row : TEXTS) {
            assertThat(JsonTree.text(decode((RawFormat) row[0], (String) row[1])))
                    .as("%s <%s>", row[0], row[1])
                    .isEqualTo(row[2]);
        }
    }

    @Test
    void selectsTablesAndSections() {
        String page =
                "<table id=a><tr><th>x</tr><tr><td>1</tr></table><div><table><tr><th>y</tr><tr><td>2</tr></table></div>";

        assertThat(tree(RawFormat.HTML, "div", page)).isEqualTo("{\"tables\":[[{\"y\":\"2\"}]]}");
        assertThat(tree(RawFormat.HTML, "#a", page)).isEqualTo("{\"tables\":[[{\"x\":\"1\"}]]}");
        assertThat(tree(RawFormat.MARKDOWN, "Us", "# Intro\n\nx\n\n# Usage\n\ny"))
                .isEqualTo("{\"frontMatter\":{},\"tables\":[],"
                        + "\"sections\":[{\"heading\":\"Usage\",\"level\":1,\"content\":\"y\"}]}");
    }

    @Test
    void saysWhereATextBreaks() {
        Object[][] rows = {
            {RawFormat.JSON, "{\"a\":\n }", "line 2, column"},
            {RawFormat.JSON, "", "expected a value, got nothing"},
            {RawFormat.XML, "<a>\n<b></a>", "line 2, column"},
            {RawFormat.XML, "", "line 1"},
            {RawFormat.YAML, "a: [1\nb: 2", "line"},
            {RawFormat.CSV, "a\n\"x", "line 2, column 1: a quoted cell is never closed"},
            {RawFormat.BINARY, "x", "binary content has no parts to map"},
        };
        for (Object[] row : rows) {
            assertThatThrownBy(() -> decode((RawFormat) row[0], (String) row[1]))
                    .as("%s <%s>", row[0], row[1])
                    .isInstanceOf(MalformedContentException.class)
                    .hasMessageContaining((String) row[2]);
        }
    }

    @Test
    void neitherEntitiesNorAliasesNorDepthBlowUp() {
        String entities =
                "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>";
        StringBuilder aliases = new StringBuilder("a0: &a0 [1,1,1]\n");
        for (int level = 1; level < 12; level++) {
            String below = "*a" + (level - 1);
            aliases.append("a" + level + ": &a" + level + " [" + String.join(",", below, below, below, below) + "]\n");
        }
        Object[][] rows = {
            {RawFormat.XML, entities + "<r>&b;</r>"},
            {RawFormat.XML, entities + "<r>&f;</r>"},
            {RawFormat.XML, "<a>".repeat(100_000)},
            {RawFormat.YAML, aliases.toString()},
            {RawFormat.YAML, "&a [*a]"},
            {RawFormat.YAML, "[".repeat(100_000)},
            {RawFormat.JSON, "[".repeat(100_000)},
        };
        for (Object[] row : rows) {
            assertThatThrownBy(() -> decode((RawFormat) row[0], (String) row[1]))
                    .as("%s", row[0])
                    .isInstanceOf(MalformedContentException.class);
        }
        assertThat(decode(RawFormat.HTML, "<table>".repeat(5_000)).has("tables"))
                .isTrue();
        assertThat(decode(RawFormat.MARKDOWN, ">".repeat(50_000)).has("sections"))
                .isTrue();
    }

    @Test
    void takesTheCharsetOfTheContentType() {
        Buffer latin = Buffer.buffer("n\nü".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Decoder.of(RawFormat.CSV, null, SchemaSource.NONE).decode(latin, "text/csv; charset=iso-8859-1"))
                .hasToString("[{\"n\":\"ü\"}]");
        assertThatThrownBy(
                        () -> Decoder.of(RawFormat.CSV, null, SchemaSource.NONE).decode(latin, "text/csv"))
                .hasMessageContaining("not UTF-8");
        assertThatThrownBy(() ->
                        Decoder.of(RawFormat.JSON, null, SchemaSource.NONE).decode(latin, "a/b; charset=nope"))
                .hasMessageContaining("unknown charset 'nope'");
    }

    @Test
    void readsAvroBareAndInFiles() throws IOException {
        Schema schema = new Schema.Parser().parse(AVRO);
        GenericRecord row = new GenericData.Record(schema);
        row.put("id", 9007199254740993L);
        row.put("tags", List.of("a", "b"));
        row.put("note", null);
        ByteArrayOutputStream bare = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bare, null);
        new GenericDatumWriter<GenericRecord>(schema).write(row, encoder);
        encoder.flush();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer =
                new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(schema))) {
            writer.setCodec(CodecFactory.deflateCodec(6)).create(schema, file);
            writer.append(row);
            writer.append(row);
        }
        Decoder decoder = Decoder.of(RawFormat.AVRO, "r.avsc", name -> Buffer.buffer(AVRO));
        String one = "{\"id\":9007199254740993,\"tags\":[\"a\",\"b\"],\"note\":null}";

        assertThat(decoder.decode(Buffer.buffer(bare.toByteArray()), null)).hasToString(one);
        assertThat(decoder.decode(Buffer.buffer(file.toByteArray()), null)).hasToString("[" + one + "," + one + "]");
        assertThatThrownBy(() -> decoder.decode(Buffer.buffer(new byte[] {1, 2, 3}), null))
                .isInstanceOf(MalformedContentException.class);
    }

    @Test
    void refusesASchemaThatIsMissingOrNone() {
        assertThatThrownBy(() -> Decoder.of(RawFormat.AVRO, null, SchemaSource.NONE))
                .hasMessageContaining("outputSchema: <file>");
        assertThatThrownBy(() -> Decoder.of(RawFormat.AVRO, "x.avsc", SchemaSource.NONE))
                .hasMessageContaining("there is no schema file 'x.avsc'");
        assertThatThrownBy(() -> Decoder.of(RawFormat.AVRO, "x.avsc", name -> Buffer.buffer("{}")))
                .hasMessageContaining("no Avro schema");
        assertThatThrownBy(() -> Decoder.of(RawFormat.HTML, "a[[", SchemaSource.NONE))
                .hasMessageContaining("no CSS selector");
    }

    @Test
    void knowsTheFormatOfAContentType() {
        assertThat(RawFormat.ofContentType("application/problem+json")).isEqualTo(RawFormat.JSON);
        assertThat(RawFormat.ofContentType("application/x-ndjson; charset=utf-8"))
                .isEqualTo(RawFormat.NDJSON);
        assertThat(RawFormat.ofContentType("application/atom+xml")).isEqualTo(RawFormat.XML);
        assertThat(RawFormat.ofContentType("text/plain")).isNull();
        assertThat(RawFormat.ofContentType(null)).isNull();
    }

    private static JsonNode decode(RawFormat format, String text) {
        return Decoder.of(format, null, SchemaSource.NONE).decode(Buffer.buffer(text), null);
    }

    private static String tree(RawFormat format, String schema, String text) {
        return JsonTree.text(Decoder.of(format, schema, SchemaSource.NONE).decode(Buffer.buffer(text), null));
    }
}
