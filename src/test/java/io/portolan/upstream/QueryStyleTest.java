package io.portolan.upstream;

import static io.portolan.upstream.Encoding.NONE;
import static io.portolan.upstream.Encoding.encode;
import static io.portolan.upstream.Encoding.json;
import static io.portolan.upstream.Encoding.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.expr.ValueType;
import io.portolan.options.QueryStyle;
import io.portolan.plan.UpstreamParameter;
import io.portolan.plan.UpstreamParameter.Place;
import io.portolan.testing.Plans;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How arrays and objects travel in a query; shown decoded. */
final class QueryStyleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "REPEAT | a | [1,2.50,\"x\"] | a=1&a=2.50&a=x",
                "REPEAT | a[] | [1,2] | a[]=1&a[]=2",
                "REPEAT | a | [{\"b\":1},[2]] | a={\"b\":1}&a=[2]",
                "REPEAT | a | {\"b\":[1,2],\"c\":{\"d\":3}} | a[b]=1&a[b]=2&a[c][d]=3",
                "COMMA | a | [1,2,null,\"x\"] | a=1,2,x",
                "COMMA | a | {\"b\":[1,2]} | a[b]=1,2",
                "SPACE | a | [1,2] | a=1 2",
                "BRACKETS | a | [1,2] | a[]=1&a[]=2",
                "BRACKETS | a[] | [1,2] | a[]=1&a[]=2",
                "BRACKETS | a | [{\"b\":1,\"c\":[2]}] | a[0][b]=1&a[0][c][]=2",
                "DEEP_OBJECT | a | [1,null,2] | a[0]=1&a[1]=2",
                "DEEP_OBJECT | a[] | [1,2] | a[]=1&a[]=2",
                "DEEP_OBJECT | a | {\"b\":[{\"c\":1e400}]} | a[b][0][c]=1e400",
                "JSON | a | [1, 2] | a=[1, 2]",
                "JSON | a | {\"b\": 1} | a={\"b\": 1}",
            })
    void sendsArraysAndObjectsInTheStyleOfTheirParameter(QueryStyle style, String name, String value, String query) {
        UpstreamParameter parameter = new UpstreamParameter(name, Place.QUERY, ValueType.ANY, style, null);

        String uri = encode(Plans.operation("api.get", "GET", "/x", parameter), NONE, json(value))
                .uri();

        assertThat(URLDecoder.decode(uri, StandardCharsets.UTF_8)).isEqualTo("/x?" + query);
    }

    @ParameterizedTest
    @CsvSource({"REPEAT, []", "COMMA, [null]", "DEEP_OBJECT, {}", "BRACKETS, []", "PIPE, []"})
    void sendsNothingForWhatIsEmpty(QueryStyle style, String value) {
        UpstreamParameter parameter = new UpstreamParameter("a", Place.QUERY, ValueType.ANY, style, null);

        assertThat(encode(Plans.operation("api.get", "GET", "/x", parameter), NONE, json(value))
                        .uri())
                .isEqualTo("/x");
    }

    @Test
    void joinsWithCommasThatCannotBeMistakenForPartsOfAnItem() {
        UpstreamParameter parameter = new UpstreamParameter("a", Place.QUERY, ValueType.ARRAY, QueryStyle.COMMA, null);

        assertThat(encode(Plans.operation("api.get", "GET", "/x", parameter), NONE, json("[\"b,c\",\"d\"]"))
                        .uri())
                .isEqualTo("/x?a=b%2Cc,d");
    }

    /** Corpus anomaly 7: OData's own parameters are joined, all others repeated. */
    @Test
    void anomaly7ArrayQueryParametersWithoutAStyle() {
        assertThat(encode(
                                Plans.operation("api.get", "GET", "/x", Plans.query("$select"), Plans.query("ids")),
                                NONE,
                                json("[\"id\",\"name\"]"),
                                json("[1,2]"))
                        .uri())
                .isEqualTo("/x?$select=id,name&ids=1&ids=2");
        assertThat(encode(Plans.operation("api.get", "GET", "/x", Plans.query("$select")), NONE, json("[\"id,name\"]"))
                        .uri())
                .as("a list that a REST caller has joined already")
                .isEqualTo("/x?$select=id,name");
    }

    /** Corpus anomaly 8: names travel as the file spells them. */
    @ParameterizedTest
    @CsvSource({
        "$select, $select",
        "filter[x], filter%5Bx%5D",
        "a.b, a.b",
        "@id, %40id",
        "x-y, x-y",
        "a~neq, a~neq",
        "`q`, %60q%60",
        "ValidUntilDate<, ValidUntilDate%3C",
        ".proplist, .proplist",
    })
    void anomaly8QueryNamesOutsideTheUsual(String name, String onTheWire) {
        assertThat(encode(Plans.operation("api.get", "GET", "/x", Plans.query(name)), NONE, text("1"))
                        .uri())
                .isEqualTo("/x?" + onTheWire + "=1");
    }

    /** Corpus anomaly 21. */
    @Test
    void anomaly21ObjectInQuery() {
        UpstreamParameter filter = new UpstreamParameter("filter", Place.QUERY, ValueType.OBJECT);

        assertThat(encode(Plans.operation("api.get", "GET", "/x", filter), NONE, json("{\"status\":\"a b\",\"n\":1}"))
                        .uri())
                .isEqualTo("/x?filter%5Bstatus%5D=a%20b&filter%5Bn%5D=1");
    }
}
