package io.portolan.rest;

import static io.portolan.rest.RestPlans.header;
import static io.portolan.rest.RestPlans.operation;
import static io.portolan.rest.RestPlans.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.QueryPair;
import io.portolan.expr.Value;
import io.portolan.expr.ValueType;
import io.portolan.plan.Arguments;
import io.portolan.plan.ArgumentsBuilder;
import io.portolan.plan.Passthrough;
import io.portolan.plan.RestOperation;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryBinderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "OBJECT | f[a]=b | {\"a\":\"b\"}",
                "OBJECT | f%5Ba%5D=b&f[c][d]=e+f | {\"a\":\"b\",\"c\":{\"d\":\"e f\"}}",
                "OBJECT | f[a]=1&f[a]=2&f[b][]=3 | {\"a\":[\"1\",\"2\"],\"b\":[\"3\"]}",
                "OBJECT | f={\"a\":1} | {\"a\":1}",
                "ARRAY | f=a&f=b | [\"a\",\"b\"]",
                "ARRAY | f=a,b | [\"a,b\"]",
                "ARRAY | f[]=a&f[]=b | [\"a\",\"b\"]",
                "ARRAY | f[0]=a&f[1]=b | [\"a\",\"b\"]",
                "ARRAY | f[0][x]=a | [{\"x\":\"a\"}]",
                "ANY | f[a]=b | {\"a\":\"b\"}",
            })
    void readsWhatBracketsSpellOut(ValueType type, String given, String json) {
        Arguments arguments = bind(operation("GET", "/x", query("f", type)), given, MultiMap.caseInsensitiveMultiMap());

        assertThat(arguments).isInstanceOf(Arguments.Bound.class);
        Value value = ((Arguments.Bound) arguments).values().getFirst();
        assertThat(((Value.Json) value).bytes()).hasToString(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "STRING | f[a]=b | unknown query parameter",
                "OBJECT | f[a=b | unknown query parameter",
                "OBJECT | f[a]=1&f[a][b]=2 | f[a][b]: given both as a value and as an object",
                "OBJECT | f[a]=1&f={} | f: given both with and without brackets",
                "ARRAY | f[a]=1 | f: expected a JSON array, got an object",
                "OBJECT | g[a]=1 | unknown query parameter",
            })
    void refusesBracketsThatMakeNoSense(ValueType type, String given, String detail) {
        Arguments arguments = bind(operation("GET", "/x", query("f", type)), given, MultiMap.caseInsensitiveMultiMap());

        assertThat(arguments).isInstanceOf(Arguments.Refused.class);
        assertThat(((Arguments.Refused) arguments).detail()).contains(detail);
    }

    /** Corpus anomaly 6: header parameters come from the header, then from the query. */
    @Test
    void anomaly6HeaderParameters() {
        RestOperation operation = operation("GET", "/x", header("X-GitHub-Api-Version", ValueType.STRING));
        MultiMap none = MultiMap.caseInsensitiveMultiMap();
        MultiMap given = MultiMap.caseInsensitiveMultiMap().add("x-github-api-version", "from the header");

        Arguments fromQuery = bind(operation, "x-github-api-version=from+the+query", none);
        Arguments ignored = bind(operation, "X-GitHub-Api-Version=from+the+query", given);

        assertThat(((Arguments.Bound) fromQuery).values()).containsExactly(new Value.Text("from the query"));
        assertThat(((Arguments.Bound) ignored).values())
                .as("the binder of headers gives it")
                .containsExactly((Value) null);
    }

    @Test
    void handsOnWhatIsAllowedAsItCame() {
        RestOperation plain = operation("GET", "/x", query("f", ValueType.STRING));
        RestOperation open = new RestOperation(
                plain.namespace(),
                plain.name(),
                plain.method(),
                plain.path(),
                Map.of(),
                null,
                plain.flow(),
                plain.parameters(),
                plain.inputs(),
                null,
                new Passthrough(List.of(), List.of(), true),
                null);
        ArgumentsBuilder arguments = new ArgumentsBuilder(open.parameters(), "query");

        List<QueryPair> along = new QueryBinder(open)
                .bind("b=2&f=1&a[x]=%20&b=1&flag&empty=", MultiMap.caseInsensitiveMultiMap(), arguments);

        assertThat(along)
                .containsExactly(
                        new QueryPair("b", "2"),
                        new QueryPair("a[x]", " "),
                        new QueryPair("b", "1"),
                        new QueryPair("flag", null),
                        new QueryPair("empty", ""));
        assertThat(arguments.finish()).isEqualTo(new Arguments.Bound(List.of(new Value.Text("1"))));
    }

    private static Arguments bind(RestOperation operation, String query, MultiMap headers) {
        ArgumentsBuilder arguments = new ArgumentsBuilder(operation.parameters(), "query");
        new QueryBinder(operation).bind(query, headers, arguments);
        return arguments.finish();
    }
}
