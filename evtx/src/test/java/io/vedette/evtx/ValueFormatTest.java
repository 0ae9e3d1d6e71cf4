package io.vedette.evtx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vedette.evtx.LogBuilder.Value;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValueFormatTest {
  private static final long TIME = 131_116_130_743_460_000L;

  static Stream<Arguments> values() {
    return Stream.of(
        arguments(Value.of(0x00), ""),
        arguments(Value.text("Grüße <&>"), "Grüße <&>"),
        arguments(Value.text("日本\0"), "日本"),
        arguments(Value.of(0x02, 'a', 0x80, 0), "a€"),
        arguments(Value.of(0x03, 0xFF), "-1"),
        arguments(Value.of(0x04, 0xFF), "255"),
        arguments(Value.of(0x05, 0xFE, 0xFF), "-2"),
        arguments(Value.of(0x06, 0x11, 0x12), "4625"),
        arguments(Value.number(0x07, 4, -5), "-5"),
        arguments(Value.number(0x08, 4, -1), "4294967295"),
        arguments(Value.number(0x09, 8, -7), "-7"),
        arguments(Value.number(0x0A, 8, -1), "18446744073709551615"),
        arguments(Value.number(0x0B, 4, Float.floatToIntBits(1.5f)), "1.5"),
        arguments(Value.number(0x0C, 8, Double.doubleToLongBits(-0.25)), "-0.25"),
        arguments(Value.number(0x0D, 4, 1), "true"),
        arguments(Value.of(0x0D, 0), "false"),
        arguments(Value.of(0x0E, 0xDE, 0xAD), "DEAD"),
        arguments(
            Value.of(0x0F, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16),
            "{04030201-0605-0807-090a-0b0c0d0e0f10}"),
        arguments(Value.number(0x10, 8, 0x3e7), "0x3e7"),
        arguments(Value.number(0x10, 4, 0x2a), "0x2a"),
        arguments(Value.number(0x11, 8, TIME), "2016-06-28T18:44:34.3460000Z"),
        arguments(Value.number(0x11, 8, 0), "1601-01-01T00:00:00.0000000Z"),
        arguments(
            Value.of(0x12, 0xE8, 7, 2, 0, 5, 0, 29, 0, 23, 0, 59, 0, 58, 0, 7, 0),
            "2024-02-29T23:59:58.007Z"),
        arguments(
            Value.of(0x13, 1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0), "S-1-5-32-544"),
        arguments(Value.number(0x14, 4, 0xC000006DL), "0xc000006d"),
        arguments(Value.number(0x15, 8, 0x8010000000000000L), "0x8010000000000000"),
        arguments(Value.of(0x21), ""),
        arguments(Value.number(0x08, 2, 7), "7"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void writesAValueAsWindowsDoes(Value value, String expected) {
    Reading reading = Reading.of(new LogBuilder().event(1, TIME, value).file());

    assertThat(reading.report().complete()).as(reading.report().toString()).isTrue();
    assertThat(reading.events()).singleElement().extracting(e -> e.value("v0")).isEqualTo(expected);
  }

  static Stream<Arguments> arrays() {
    return Stream.of(
        arguments(Value.of(0x81, 'a', 0, 0, 0, 'b', 0, 'c', 0, 0, 0), List.of("a", "bc")),
        arguments(Value.of(0x82, 'x', 0, 'y', 0), List.of("x", "y")),
        arguments(Value.of(0x86, 1, 0, 0xFF, 0xFF), List.of("1", "65535")),
        arguments(Value.of(0x94, 1, 0, 0, 0, 2, 0, 0, 0), List.of("0x1", "0x2")),
        arguments(
            Value.of(0x93, 1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0),
            List.of("S-1-5-18", "S-1-1-0")),
        arguments(Value.of(0x88), List.of("")));
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void repeatsTheElementOfAnArray(Value value, List<String> expected) {
    Reading reading = Reading.of(new LogBuilder().event(1, TIME, value).file());

    assertThat(reading.events()).hasSize(1);
    assertThat(reading.events().getFirst().data())
        .isEqualTo(expected.stream().map(item -> new EventValue("v0", item)).toList());
  }

  @Test
  void sharesATemplateBetweenRecords() {
    LogBuilder log = new LogBuilder();
    for (int i = 0; i < 20; i++) {
      log.event(4624, TIME + i * 10_000_000L, Value.text("user" + i), Value.number(0x08, 4, i));
    }

    Reading reading = Reading.of(log.file());

    assertThat(reading.events()).hasSize(20);
    EvtxEvent last = reading.events().getLast();
    assertThat(last.system().eventId()).isEqualTo(4624);
    assertThat(last.system().recordId()).isEqualTo(20);
    assertThat(last.system().channel()).isEqualTo("Test");
    assertThat(last.system().timeCreated()).hasToString("2016-06-28T18:44:53.346Z");
    assertThat(last.data())
        .containsExactly(new EventValue("v0", "user19"), new EventValue("v1", "19"));
  }

  @Test
  void aSizeThatDoesNotFitItsTypeSkipsTheRecordAlone() {
    LogBuilder log =
        new LogBuilder()
            .event(1, TIME, Value.of(0x07, 1, 2, 3))
            .event(2, TIME, Value.number(0x07, 4, 3));

    Reading reading = Reading.of(log.file());

    assertThat(reading.events()).singleElement().extracting(e -> e.value("v0")).isEqualTo("3");
    assertThat(reading.report().skipped()).isOne();
    assertThat(reading.report().faults())
        .singleElement()
        .extracting(Fault::detail)
        .isEqualTo("a number of 3 bytes");
  }
}
