package io.vedette.evtx;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Measures reading. Arguments: a sample file, megabytes to read (default 30), rounds (default 8).
 * The chunks of the sample are repeated until the size is reached.
 */
final class ReadingBenchmark {
  private ReadingBenchmark() {}

  public static void main(String[] args) throws IOException {
    byte[] sample = Files.readAllBytes(Path.of(args[0]));
    long target = (args.length > 1 ? Long.parseLong(args[1]) : 30) * 1_000_000;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 8;
    for (int round = 1; round <= rounds; round++) {
      long start = System.nanoTime();
      long events = 0;
      long size = 0;
      try (EvtxReader reader = EvtxReader.open(repeated(sample, target))) {
        for (EvtxEvent event = reader.read(); event != null; event = reader.read()) {
          events++;
          size += event.data().size();
        }
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "round %d: %d MB in %.3f s: %.0f MB/s, %,.0f events/s (%d events, %d values)%n",
          round,
          target / 1_000_000,
          seconds,
          target / 1e6 / seconds,
          events / seconds,
          events,
          size);
    }
  }

  private static InputStream repeated(byte[] sample, long target) {
    List<InputStream> parts = new ArrayList<>();
    parts.add(new java.io.ByteArrayInputStream(sample, 0, 4096));
    List<byte[]> chunks = new ArrayList<>();
    for (int at = 4096; at + Chunk.SIZE <= sample.length; at += Chunk.SIZE) {
      byte[] chunk = Arrays.copyOfRange(sample, at, at + Chunk.SIZE);
      if (Chunk.startsWith(chunk, 0, chunk.length, Chunk.MAGIC)) {
        chunks.add(chunk);
      }
    }
    long size = 4096;
    for (int i = 0; size < target; i++, size += Chunk.SIZE) {
      parts.add(new java.io.ByteArrayInputStream(chunks.get(i % chunks.size())));
    }
    return new SequenceInputStream(Collections.enumeration(parts));
  }
}
