package io.vedette.evtx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a .evtx file one after the other, in the order of the file, in memory of two
 * chunks (128 KiB).
 *
 * <p>What is damaged is passed over and reported; only input that fails to be read throws.
 * Checksums are verified and reported but decide nothing. Not for use by several threads at once.
 */
public final class EvtxReader implements AutoCloseable {
  private final InputStream in;
  private final FaultLog faults = new FaultLog();
  private final ChunkSource source;
  private final boolean dirty;
  private long chunks;
  private long events;
  private long skipped;
  private @Nullable Chunk chunk;
  private @Nullable RecordWalk walk;
  private boolean current;

  private EvtxReader(InputStream in) throws IOException {
    this.in = in;
    this.source = new ChunkSource(in, faults);
    this.dirty = source.readFileHeader();
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it cannot be read; a file that is no event log opens and reports so
   */
  public static EvtxReader open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      return new EvtxReader(in);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Reads from the channel's position; {@link #close} closes it. */
  public static EvtxReader open(SeekableByteChannel channel) throws IOException {
    return new EvtxReader(Channels.newInputStream(channel));
  }

  /** Reads a stream; {@link #close} closes it. */
  public static EvtxReader open(InputStream in) throws IOException {
    return new EvtxReader(in);
  }

  /** The next event that can be read, or null after the last. */
  public @Nullable EvtxEvent read() throws IOException {
    while (true) {
      RecordWalk records = walk;
      Chunk from = chunk;
      if (records == null || from == null) {
        if (!nextChunk()) {
          return null;
        }
        continue;
      }
      try {
        if (!records.advance()) {
          endChunk(from, records);
          continue;
        }
        EvtxEvent event = event(from, records);
        events++;
        current = true;
        return event;
      } catch (DamagedException e) {
        skipped++;
        faults.add(FaultKind.RECORD_CONTENT, records.fileOffset(), e.reason());
      }
    }
  }

  private static EvtxEvent event(Chunk chunk, RecordWalk record) throws DamagedException {
    EventAssembler assembler = new EventAssembler();
    render(chunk, record, assembler);
    if (!assembler.isEvent()) {
      throw new DamagedException("no System element");
    }
    Instant written = Times.instant(record.written());
    return assembler.event(written);
  }

  private static void render(Chunk chunk, RecordWalk record, EventSink sink)
      throws DamagedException {
    Budget budget = new Budget();
    var document = BinaryXml.parse(chunk, record.contentStart(), record.contentEnd(), budget);
    new Renderer(chunk, budget, sink).render(document);
  }

  /**
   * The event that {@link #read} gave last, as XML text without indentation.
   *
   * @throws IllegalStateException if there is none
   */
  public String xml() {
    Chunk from = chunk;
    RecordWalk record = walk;
    if (!current || from == null || record == null) {
      throw new IllegalStateException("no event was read");
    }
    XmlText text = new XmlText();
    try {
      render(from, record, text);
    } catch (DamagedException e) {
      throw new IllegalStateException("the event was readable before: " + e.reason(), e);
    }
    return text.toString();
  }

  private boolean nextChunk() throws IOException {
    current = false;
    Chunk next = source.next();
    if (next == null) {
      return false;
    }
    if (next.hasHeader()) {
      chunks++;
      if (!next.headerChecksumHolds()) {
        faults.add(
            FaultKind.CHUNK_HEADER_CHECKSUM,
            next.fileOffset(),
            "the checksum of the chunk header is wrong");
      }
      if (!next.dataChecksumHolds()) {
        faults.add(
            FaultKind.CHUNK_DATA_CHECKSUM,
            next.fileOffset(),
            "the checksum of the chunk's records is wrong");
      }
    }
    chunk = next;
    walk = new RecordWalk(next, faults);
    return true;
  }

  private void endChunk(Chunk ended, RecordWalk records) {
    long missing = records.announced() - records.seen();
    if (missing > 0) {
      faults.add(
          FaultKind.RECORDS_MISSING,
          ended.fileOffset(),
          "%d of %d records are missing".formatted(missing, records.announced()));
    }
    chunk = null;
    walk = null;
    current = false;
  }

  /** What reading has come to so far. */
  public EvtxReport report() {
    return new EvtxReport(chunks, events, skipped, dirty, faults.counts(), faults.faults());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
