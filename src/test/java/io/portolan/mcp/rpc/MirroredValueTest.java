package io.portolan.mcp.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MirroredValueTest {

    @ParameterizedTest
    @CsvSource({
        "get-batch, get-batch, true",
        "Get-batch, get-batch, false",
        "get-batch , get-batch, true", // CSV trims, as HTTP does
        "=?base64?Z2V0LWJhdGNo?=, get-batch, true",
        "=?base64?w7xuw68=?=, ünï, true",
        "=?base64?w7xuw68?=, ünï, false", // padding missing
        "=?base64?w7xuw68==?=, ünï, false", // padding too long
        "=?base64?w7xuw69=?=, ünï, false", // bits left over
        "=?base64?_-__?=, abc, false", // another alphabet
        "=?base64?Z2V0 LWJhdGNo?=, get-batch, false",
        "=?base64?Z2V0LWJhdGNo?=, other, false",
        "=?BASE64?Z2V0LWJhdGNo?=, get-batch, false",
        "=?base64?Z2V0LWJhdGNo, get-batch, false",
        "=?base64?Z2V0LWJhdGNo, =?base64?Z2V0LWJhdGNo, true", // no closing marker: literal
        "Z2V0LWJhdGNo?=, Z2V0LWJhdGNo?=, true",
        "=?base64?=, =?base64?=, true", // too short to hold both markers
        "=?base64??=, '', true",
    })
    void readsAHeaderAsItIsOrFromStrictBase64(String header, String value, boolean matches) {
        assertThat(MirroredValue.matches(header, value)).isEqualTo(matches);
    }
}
