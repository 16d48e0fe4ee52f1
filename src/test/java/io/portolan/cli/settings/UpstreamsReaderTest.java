package io.portolan.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.options.AllowOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.options.QueryStyle;
import io.portolan.options.Size;
import io.portolan.options.StreamChanges;
import io.portolan.options.UpstreamOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UpstreamsReaderTest {

    private static final String FAULTY = """
            upstreams:
              a:
                baseUrl: http://x
                authentication:
                  type: bearer
                  tokn: x
                headers: {Host: x, 'a b': y, Cookie: z}
                arrayStyle: csv
                contentType: xml
                allow: {headers: [Authorization], querry: [a]}
              b: 5
              c:
                baseUri: ftp://s3cret@x
                limits: {pool: 0}
                parameters: {x: {style: comma}}
            rest: {port: x}
            """;

    @Test
    void readsEverythingAnOverlayMaySay() {
        UpstreamOptions read = read("""
                upstreams:
                  'stripe-*':
                    baseUri: https://{{HOST}}/v1
                    authentication: {type: basic, username: '{{KEY}}', password: ''}
                    headers: {Stripe-Version: 2024-06-20}
                    query: {tenant: '{{TENANT}}'}
                    arrayStyle: brackets
                    parameters:
                      fields: {arrayStyle: comma}
                    contentType: form
                    allow: {headers: [X-Trace], query: ['*']}
                    timeouts: {total: 10m}
                    limits: {inFlight: 4, body: 1MiB}
                    streams: {most: 1GiB, jsonl: [upload, '*']}
                    confirm: true
                """).upstreams().getFirst();

        assertThat(read.pattern()).isEqualTo("stripe-*");
        assertThat(read.source()).isEqualTo("p.yaml:2:3");
        assertThat(read.baseUri()).isEqualTo("https://{{HOST}}/v1");
        assertThat(read.authentication().yaml()).startsWith("\n\n\n").contains("{type: basic");
        assertThat(read.headers()).as("a date stays a text").isEqualTo(Map.of("Stripe-Version", "2024-06-20"));
        assertThat(read.query()).isEqualTo(Map.of("tenant", "{{TENANT}}"));
        assertThat(read.arrayStyle()).isEqualTo(QueryStyle.BRACKETS);
        assertThat(read.confirm()).isTrue();
        assertThat(read.parameterStyles()).isEqualTo(Map.of("fields", QueryStyle.COMMA));
        assertThat(read.contentType()).isEqualTo("form");
        assertThat(read.allow()).isEqualTo(new AllowOptions(List.of("X-Trace"), List.of(), true));
        assertThat(read.timeouts().total()).hasMinutes(10);
        assertThat(read.limits().inFlight()).isEqualTo(4);
        assertThat(read.limits().body()).hasToString("1MiB");
        assertThat(read.streams()).isEqualTo(new StreamChanges(Size.parse("1GiB"), null, List.of("upload", "*")));
    }

    @Test
    void saysNothingWhereNothingIsWritten() {
        assertThat(read("upstreams:\n").upstreams()).isEmpty();
        assertThat(read("upstreams:\n  a:\n  b: {baseUri: , headers: }\n").upstreams())
                .extracting(UpstreamOptions::baseUri)
                .containsExactly(null, null);
    }

    @Test
    void namesEveryFaultAtItsPlace() {
        SettingsException refused = catchThrowableOfType(SettingsException.class, () -> read(FAULTY));

        assertThat(refused.getMessage().lines())
                .anyMatch(line -> line.equals(
                        "p.yaml:3:5: error: upstreams.a.baseUrl: unknown setting (did you mean 'baseUri'?)"))
                .anyMatch(line -> line.startsWith("p.yaml:6:7: error: upstreams.a.authentication: unknown key 'tokn'"))
                .anyMatch(line -> line.startsWith("p.yaml:7:21: error: upstreams.a.headers.Host: 'Host' belongs to"))
                .anyMatch(line -> line.startsWith("p.yaml:7:31: error: upstreams.a.headers.a b: 'a b' is no name"))
                .anyMatch(line -> line.startsWith("p.yaml:7:42: error: upstreams.a.headers.Cookie: cookies are"))
                .anyMatch(
                        line -> line.startsWith("p.yaml:8:17: error: upstreams.a.arrayStyle: 'csv' (expected: repeat"))
                .anyMatch(line -> line.startsWith("p.yaml:9:18: error: upstreams.a.contentType: 'xml' (expected: json"))
                .anyMatch(line -> line.startsWith("p.yaml:10:22: error: upstreams.a.allow.headers: 'Authorization' is"))
                .anyMatch(line -> line.equals(
                        "p.yaml:10:39: error: upstreams.a.allow.querry: unknown setting (did you mean 'query'?)"))
                .anyMatch(line -> line.startsWith("p.yaml:11:6: error: upstreams.b: no section (expected: a section"))
                .anyMatch(line -> line.startsWith("p.yaml:13:14: error: upstreams.c.baseUri: no base URI"))
                .anyMatch(line -> line.startsWith("p.yaml:14:20: error: upstreams.c.limits.pool: '0' (expected:"))
                .anyMatch(line -> line.startsWith("p.yaml:15:22: error: upstreams.c.parameters.x.style: unknown"))
                .anyMatch(line -> line.startsWith("p.yaml:16:14: error: rest.port"));
        assertThat(refused).hasMessageNotContaining("s3cret");
    }

    private static PortolanOptions read(String text) {
        SettingsLayers layers = new SettingsLayers();
        layers.file(SettingsFile.flatten("p.yaml", text));
        return layers.bind();
    }
}
