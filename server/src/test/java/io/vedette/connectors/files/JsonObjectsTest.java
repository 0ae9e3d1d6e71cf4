package io.vedette.connectors.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectsTest {
  private final JsonObjects objects = new JsonObjects();

  private @Nullable Map<String, Object> read(String json) {
    byte[] bytes = ("xx" + json + "yy").getBytes(UTF_8);
    return objects.read(bytes, 2, bytes.length - 2);
  }

  @Test
  void readsEveryKindOfValue() {
    assertThat(
            read(
                """
                {"text":"a\\u00e9","whole":-5,"big":9007199254740993,"real":1.5,"yes":true,"no":false,
                 "list":[1,null,{"a":"b"}],"object":{"x":null},"nothing":null}
                """))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "text",
                "aé",
                "whole",
                -5,
                "big",
                9007199254740993L,
                "real",
                1.5,
                "yes",
                true,
                "no",
                false,
                "list",
                java.util.Arrays.asList(1, null, Map.of("a", "b")),
                "object",
                java.util.Collections.singletonMap("x", null)));
  }

  @Test
  void rowsThatShareTheirNamesKeepTheirOwnValues() {
    Map<String, Object> first = read("{\"a\":1,\"b\":2}");
    Map<String, Object> second = read("{\"a\":null,\"b\":4}");
    Map<String, Object> other = read("{\"b\":5,\"a\":6}");
    Map<String, Object> shorter = read("{\"b\":7}");
    Map<String, Object> again = read("{\"b\":8,\"c\":9}");

    assertThat(first).isEqualTo(Map.of("a", 1, "b", 2));
    assertThat(second).isEqualTo(Map.of("b", 4)).hasSize(1).doesNotContainKey("a");
    assertThat(other).isEqualTo(Map.of("b", 5, "a", 6));
    assertThat(shorter).isEqualTo(Map.of("b", 7));
    assertThat(again).isEqualTo(Map.of("b", 8, "c", 9));
    assertThat(again).extractingByKey("a").isNull();
  }

  @Test
  void aNameThatStandsTwiceHasItsLastValue() {
    assertThat(read("{\"a\":1,\"b\":2,\"a\":3}")).isEqualTo(Map.of("a", 3, "b", 2));
    assertThat(read("{\"a\":1,\"b\":2,\"a\":null}")).isEqualTo(Map.of("b", 2));
    assertThat(read("{\"a\":1,\"b\":2,\"c\":3}")).isEqualTo(Map.of("a", 1, "b", 2, "c", 3));
  }

  @Test
  void anEmptyObjectIsOne() {
    assertThat(read("{}")).isEmpty();
    assertThat(read(" { } ")).isEqualTo(Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[1]",
        "1",
        "{",
        "{\"a\":1",
        "{\"a\":1}}",
        "{\"a\":1} {}",
        "{\"a\":}",
        "{a:1}"
      })
  void whatIsNoObjectIsNone(String json) {
    assertThat(read(json)).isNull();
    assertThat(read("{\"a\":1}")).isEqualTo(Map.of("a", 1));
  }
}
