package io.vedette.evtx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.evtx.LogBuilder.Value;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Whatever the bytes are, reading ends, throws nothing and accounts for what it saw. */
class HostileInputTest {
  private static final byte[] SOUND = sound();
  private static final Path REAL =
      Path.of(System.getProperty("vedette.shared", "../shared"))
          .resolve("evtx/Security_short_selected.evtx");

  private static byte[] sound() {
    LogBuilder log = new LogBuilder();
    for (int i = 0; i < 40; i++) {
      log.event(
          i,
          131_116_130_743_460_000L,
          Value.text("text " + i),
          Value.of(0x81, 'a', 0, 0, 0, 'b', 0),
          Value.of(0x13, 1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0),
          Value.number(0x21, 0, 0));
    }
    return log.file();
  }

  @Property(tries = 400)
  void changedBytes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int changes)
      throws IOException {
    read(corrupt(SOUND, 11_000, seed, changes));
  }

  /** Changes near each other, which more often leave the rest readable. */
  @Property(tries = 400)
  void changedValuesOfNumbers(@ForAll long seed) throws IOException {
    byte[] file = SOUND.clone();
    Random random = new Random(seed);
    int[] values = {0, 1, 0x0C, 0x0F, 0x21, 0x40, 0x7F, 0x80, 0x81, 0xFF};
    int at = 4096 + 512 + random.nextInt(2_000);
    for (int i = 0; i < 4; i++) {
      file[at + random.nextInt(8)] = (byte) values[random.nextInt(values.length)];
    }
    read(file);
  }

  @Property(tries = 60)
  @AddLifecycleHook(WhereTestDataIs.class)
  void changedBytesOfRealFiles(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int changes)
      throws IOException {
    read(corrupt(Files.readAllBytes(REAL), 12_800, seed, changes));
  }

  /** Skips a property, since an assumption that no try meets makes it fail. */
  static final class WhereTestDataIs implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
      return Files.exists(REAL)
          ? SkipResult.doNotSkip()
          : SkipResult.skip("no file " + REAL + "; VEDETTE_SHARED names the folder of test data");
    }
  }

  @Property(tries = 60)
  void cutAnywhere(@ForAll @IntRange(min = 0, max = 69_632) int length) throws IOException {
    EvtxReport report = read(java.util.Arrays.copyOf(SOUND, Math.min(length, SOUND.length)));
    assertThat(report.events() + report.skipped()).isLessThanOrEqualTo(40);
  }

  @Property(tries = 40)
  void bytesWithoutSense(@ForAll long seed, @ForAll @IntRange(min = 0, max = 200_000) int length)
      throws IOException {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    if (length > 9_000) {
      System.arraycopy(Chunk.MAGIC, 0, bytes, 4096, 8);
    }
    read(bytes);
  }

  private static byte[] corrupt(byte[] sound, int within, long seed, int changes) {
    byte[] file = sound.clone();
    Random random = new Random(seed);
    for (int i = 0; i < changes; i++) {
      int at = i % 4 == 0 ? random.nextInt(within) : 4096 + random.nextInt(within - 4096);
      file[at] = (byte) random.nextInt(256);
    }
    return file;
  }

  private static EvtxReport read(byte[] file) throws IOException {
    try (EvtxReader reader = EvtxReader.open(new ByteArrayInputStream(file))) {
      long events = 0;
      while (reader.read() != null) {
        events++;
        assertThat(reader.xml()).startsWith("<").endsWith(">");
      }
      EvtxReport report = reader.report();
      assertThat(report.events()).isEqualTo(events);
      assertThat(report.count(FaultKind.RECORD_CONTENT)).isEqualTo(report.skipped());
      return report;
    }
  }
}
