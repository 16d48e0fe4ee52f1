package io.portolan.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UpstreamOptionsTest {

    @ParameterizedTest
    @CsvSource({
        "portkey-batch, portkey-batch, true",
        "portkey-batch, portkey, false",
        "stripe-*, stripe-charges, true",
        "stripe-*, stripe, false",
        "*, anything, true",
        "*-v1, a-v1, true",
        "a.b, axb, false",
    })
    void matchesANamespaceExactlyOrByStars(String pattern, String namespace, boolean matches) {
        assertThat(UpstreamOptions.of(pattern).matches(namespace)).isEqualTo(matches);
    }

    @Test
    void letsTheMostSpecificPatternWinKeyByKey() {
        List<UpstreamOptions> all = List.of(
                UpstreamOptions.of("*")
                        .withBaseUri("http://any")
                        .withContentType("json")
                        .withHeaders(Map.of("a", "1")),
                UpstreamOptions.of("stripe-charges").withBaseUri("http://exact"),
                UpstreamOptions.of("stripe-*")
                        .withBaseUri("http://stripe")
                        .withContentType("form")
                        .withHeaders(Map.of("a", "2", "b", "3")),
                UpstreamOptions.of("st*").withBaseUri("http://st").withArrayStyle(QueryStyle.COMMA));

        UpstreamOptions merged = UpstreamOptions.merged(all, "stripe-charges");

        assertThat(merged.baseUri()).isEqualTo("http://exact");
        assertThat(merged.contentType()).isEqualTo("form");
        assertThat(merged.arrayStyle()).isEqualTo(QueryStyle.COMMA);
        assertThat(merged.headers()).isEqualTo(Map.of("a", "2", "b", "3"));
        assertThat(UpstreamOptions.merged(all, "other").baseUri()).isEqualTo("http://any");
    }

    @Test
    void changesSingleLimitsAndTimeouts() {
        LimitOptions limits = new LimitChanges(null, 4, null, null).over(LimitOptions.defaults());
        TimeoutOptions timeouts =
                new TimeoutChanges(null, null, null, Duration.ofMinutes(10)).over(TimeoutOptions.defaults());

        assertThat(limits.inFlight()).isEqualTo(4);
        assertThat(limits.pool()).isEqualTo(LimitOptions.defaults().pool());
        assertThat(timeouts.total()).isEqualTo(Duration.ofMinutes(10));
        assertThat(timeouts.idle()).isEqualTo(TimeoutOptions.defaults().idle());
    }

    @Test
    void printsNoSecret() {
        UpstreamOptions options = UpstreamOptions.of("x")
                .withHeaders(Map.of("a", "s3cret"))
                .withQuery(Map.of("a", "s3cret"))
                .withAuthentication("{type: bearer, token: s3cret}");

        assertThat(options.toString() + options.authentication()).doesNotContain("s3cret");
        assertThat(PortolanOptions.defaults().withUpstreams(List.of(options)).toString())
                .doesNotContain("s3cret");
    }
}
