package io.vedette.evtx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.evtx.LogBuilder.Value;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DamageTest {
  private static final int CHUNK = 4096;

  private static byte[] chunk(int events) {
    LogBuilder log = new LogBuilder();
    for (int i = 0; i < events; i++) {
      log.event(100 + i, 131_116_130_743_460_000L, Value.text("value " + i));
    }
    return log.chunk();
  }

  private static byte[] file() {
    return LogBuilder.file(List.of(chunk(10), chunk(10), chunk(10)));
  }

  @Test
  void aSoundFileIsComplete() {
    Reading reading = Reading.of(file());

    assertThat(reading.events()).hasSize(30);
    assertThat(reading.report().counts()).isEmpty();
    assertThat(reading.report().chunks()).isEqualTo(3);
  }

  @Test
  void anEmptyFileIsNoEventLog() {
    Reading reading = Reading.of(new byte[0]);

    assertThat(reading.events()).isEmpty();
    assertThat(reading.report().counts()).containsOnlyKeys(FaultKind.NOT_AN_EVENT_LOG);
  }

  @Test
  void aTextFileIsNoEventLog() {
    byte[] text = "Not an event log.\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);

    Reading reading = Reading.of(text);

    assertThat(reading.events()).isEmpty();
    assertThat(reading.report().complete()).isFalse();
    assertThat(reading.report().faults().getFirst())
        .hasToString(
            "offset 0x0: not an event log: the file does not begin with ElfFile; looking for"
                + " chunks in it");
  }

  @Test
  void aTruncatedFileGivesWhatIsThere() {
    byte[] file = file();
    byte[] cut = Arrays.copyOf(file, CHUNK + 2 * Chunk.SIZE + 700);

    Reading reading = Reading.of(cut);

    assertThat(reading.events()).hasSize(20);
    assertThat(reading.report().count(FaultKind.TRUNCATED)).isOne();
    assertThat(reading.report().complete()).isFalse();
  }

  @Test
  void aFileCutInAChunkHeaderSaysSo() {
    Reading reading = Reading.of(Arrays.copyOf(file(), CHUNK + 2 * Chunk.SIZE + 100));

    assertThat(reading.events()).hasSize(20);
    assertThat(reading.report().counts()).containsOnlyKeys(FaultKind.TRUNCATED);
  }

  @Test
  void aFileCutBehindItsRecordsIsComplete() {
    Reading reading = Reading.of(Arrays.copyOf(file(), CHUNK + 3 * Chunk.SIZE - 10_000));

    assertThat(reading.events()).hasSize(30);
    assertThat(reading.report().complete()).isTrue();
  }

  @Test
  void aLostFileHeaderLosesNoEvent() {
    byte[] file = file();
    Arrays.fill(file, 0, 8, (byte) 'x');

    Reading reading = Reading.of(file);

    assertThat(reading.events()).hasSize(30);
    assertThat(reading.report().count(FaultKind.NOT_AN_EVENT_LOG)).isOne();
  }

  @Test
  void aLostChunkSignatureLosesNoEvent() {
    byte[] file = file();
    file[CHUNK + Chunk.SIZE] = 'X';

    Reading reading = Reading.of(file);

    assertThat(reading.events()).hasSize(30);
    assertThat(reading.report().count(FaultKind.CHUNK_MAGIC)).isOne();
  }

  @Test
  void wrongChecksumsAreWarnings() {
    byte[] file = file();
    file[20] ^= 1;
    file[CHUNK + 130] ^= 1;
    file[CHUNK + Chunk.SIZE + 52] ^= 1;

    Reading reading = Reading.of(file);

    assertThat(reading.events()).hasSize(30);
    assertThat(reading.report().complete()).isTrue();
    assertThat(reading.report().counts())
        .containsOnlyKeys(
            FaultKind.FILE_HEADER_CHECKSUM,
            FaultKind.CHUNK_HEADER_CHECKSUM,
            FaultKind.CHUNK_DATA_CHECKSUM);
  }

  @Test
  void insertedAndMissingBytesBetweenChunksAreSteppedOver() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(Arrays.copyOf(file(), CHUNK));
    file.writeBytes("garbage".getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(chunk(10));
    file.writeBytes(Arrays.copyOf(chunk(10), 8_192));
    file.writeBytes(chunk(10));

    Reading reading = Reading.of(file.toByteArray());

    assertThat(reading.events()).hasSize(30);
  }

  @Test
  void aChunkCutShortByAnotherIsReadAsFarAsItGoes() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(Arrays.copyOf(file(), CHUNK));
    file.writeBytes(Arrays.copyOf(chunk(200), 8_192));
    file.writeBytes(chunk(10));

    Reading reading = Reading.of(file.toByteArray());

    assertThat(reading.report().count(FaultKind.TRUNCATED)).isOne();
    assertThat(reading.events())
        .hasSizeGreaterThan(30)
        .last()
        .satisfies(e -> assertThat(e.value("v0")).isEqualTo("value 9"));
  }

  @Test
  void aDamagedRecordHeaderCostsOneRecord() {
    byte[] file = file();
    int third = position(file, 3);
    ByteBuffer.wrap(file).put(third, (byte) 0);

    Reading reading = Reading.of(file);

    assertThat(reading.events()).hasSize(29);
    assertThat(reading.report().counts())
        .containsOnlyKeys(
            FaultKind.RECORD_HEADER, FaultKind.RECORDS_MISSING, FaultKind.CHUNK_DATA_CHECKSUM);
  }

  @Test
  void recordsBehindAHeaderThatIsBehindAreRead() {
    byte[] ten = chunk(10);
    byte[] seven = chunk(7);
    // The header as it was after seven records, the records as they are after ten.
    System.arraycopy(seven, 0, ten, 0, Chunk.RECORDS);

    Reading reading = Reading.of(LogBuilder.file(List.of(ten)));

    assertThat(reading.events()).hasSize(10);
  }

  @Test
  void recordsOfEarlierTimesInFreeSpaceAreNotRead() {
    byte[] old = chunk(10);
    byte[] now = chunk(7);
    int end = ByteBuffer.wrap(now).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(48);
    System.arraycopy(old, end, now, end, Chunk.SIZE - end);
    // The identifier of the record behind the end no longer continues the others.
    now[end + 8] = 1;

    assertThat(Reading.of(LogBuilder.file(List.of(now))).events()).hasSize(7);
  }

  /** Where the nth record of the first chunk begins. */
  private static int position(byte[] file, int number) {
    int at = CHUNK + Chunk.RECORDS;
    ByteBuffer buffer = ByteBuffer.wrap(file).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    for (int i = 1; i < number; i++) {
      at += buffer.getInt(at + 4);
    }
    return at;
  }
}
