package io.vedette.connectors.rdp.remote;

import io.vedette.connectors.windows.TableRow;
import io.vedette.platform.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows on disk until they are delivered, in files that are written to their end, forced to the
 * disk, delivered as they are and then removed. A file that a process left behind is a batch of its
 * own: no file is ever opened to add to it. When the buffer is full, what comes is lost and
 * counted, and told by a row as soon as there is room.
 */
public final class RowBuffer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RowBuffer.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int SEGMENT_BYTES = 512 << 10;
  private static final Duration BETWEEN_NOTES = Duration.ofSeconds(1);
  private static final Duration BETWEEN_TALES = Duration.ofMinutes(1);

  private final Path folder;
  private final long mostBytes;
  private final InstantSource clock;

  /**
   * Of this run of the process, so that a copy of the folder never numbers as the original does.
   */
  private final String stream = UUID.randomUUID().toString().replace("-", "");

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();

  /** The batches, the oldest first, with their sizes. */
  private final LinkedHashMap<Segment, Long> complete = new LinkedHashMap<>();

  private @Nullable OpenSegment open;
  private long waitingBytes;
  private long nextNumber;
  private long dropped;
  private @Nullable LostRows lost;
  private Instant lostNotedAt = Instant.MIN;
  private Instant lostToldAt = Instant.MIN;

  private RowBuffer(Path folder, long mostBytes, InstantSource clock) {
    this.folder = folder;
    this.mostBytes = mostBytes;
    this.clock = clock;
  }

  /**
   * Opens the buffer of a folder, which it makes.
   *
   * @param mostBytes how large all its files together may become
   */
  public static RowBuffer open(Path folder, long mostBytes, InstantSource clock)
      throws IOException {
    PrivateFiles.createDirectories(folder);
    RowBuffer buffer = new RowBuffer(folder, mostBytes, clock);
    buffer.takeUp();
    return buffer;
  }

  private void takeUp() throws IOException {
    List<Segment> found;
    try (Stream<Path> files = Files.list(folder)) {
      found =
          files
              .map(Segment::of)
              .flatMap(Optional::stream)
              .sorted(Comparator.comparingLong(Segment::number).thenComparing(Segment::stream))
              .toList();
    }
    for (Segment segment : found) {
      long size = Files.size(segment.file());
      if (size == 0) {
        Files.delete(segment.file());
        continue;
      }
      complete.put(segment, size);
      waitingBytes += size;
    }
    nextNumber = found.isEmpty() ? 1 : found.getLast().number() + 1;
    lost = readLost();
  }

  /** Keeps rows; returns when they are on the disk. What does not fit is lost. */
  public void append(List<TableRow> rows) {
    lock.lock();
    try {
      int kept = 0;
      try {
        for (TableRow row : rows) {
          if (!write(Segment.line(jsonOf(row)))) {
            break;
          }
          kept++;
        }
        force();
      } catch (IOException e) {
        if (lost == null) {
          LOG.warn("the buffer {} cannot be written: {}", folder, e.toString());
        }
        kept = 0;
        finish();
      }
      if (kept < rows.size()) {
        lose(rows.size() - kept);
      }
      tellLost();
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Writes a line, or says that there is no room. */
  private boolean write(byte[] line) throws IOException {
    if (waitingBytes + line.length > mostBytes) {
      return false;
    }
    if (open != null && open.bytes() + line.length > SEGMENT_BYTES) {
      open.force();
      finish();
    }
    OpenSegment target = open;
    if (target == null) {
      target = OpenSegment.create(Segment.in(folder, stream, nextNumber++));
      open = target;
      forceFolder();
    }
    target.write(line);
    waitingBytes += line.length;
    return true;
  }

  private void force() throws IOException {
    if (open != null) {
      open.force();
    }
  }

  /** Ends the file under way, which becomes a batch of what is on the disk for certain. */
  private void finish() {
    OpenSegment ended = open;
    if (ended == null) {
      return;
    }
    open = null;
    waitingBytes -= ended.bytes() - ended.forced();
    try {
      ended.close();
      if (ended.forced() == 0) {
        Files.deleteIfExists(ended.segment().file());
      }
    } catch (IOException e) {
      LOG.warn("{} did not close: {}", ended.segment().file(), e.toString());
    }
    if (ended.forced() > 0) {
      complete.put(ended.segment(), ended.forced());
    }
  }

  private void lose(int rows) {
    Instant now = clock.instant();
    dropped += rows;
    if (lost == null) {
      LOG.warn(
          "the buffer {} takes no more ({} bytes of {}): what the sensor sees is lost meanwhile",
          folder,
          waitingBytes,
          mostBytes);
    }
    lost = lost == null ? new LostRows(rows, now, now) : lost.and(rows, now);
    if (now.isAfter(lostNotedAt.plus(BETWEEN_NOTES))) {
      lostNotedAt = now;
      noteLost();
    }
  }

  /** Tells of what was lost, when there is room again. */
  void tellLost() {
    lock.lock();
    try {
      LostRows loss = lost;
      Instant now = clock.instant();
      if (loss != null
          && waitingBytes <= mostBytes / 10 * 9
          && now.isAfter(lostToldAt.plus(BETWEEN_TALES))
          && write(Segment.line(jsonOf(loss.row(now))))) {
        force();
        lost = null;
        lostToldAt = now;
        Files.deleteIfExists(lostFile());
        LOG.warn("{} rows were lost between {} and {}", loss.rows(), loss.since(), loss.until());
      }
    } catch (IOException e) {
      LOG.warn("a loss could not be told in the buffer {}: {}", folder, e.toString());
      lostToldAt = clock.instant();
      finish();
    } finally {
      lock.unlock();
    }
  }

  private Path lostFile() {
    return folder.resolve("lost.json");
  }

  /** Where this cannot be written either, the count is kept in memory. */
  private void noteLost() {
    try {
      PrivateFiles.write(lostFile(), JSON.writeValueAsString(lost) + "\n");
    } catch (IOException e) {
      LOG.debug("{} cannot be written: {}", lostFile(), e.toString());
    }
  }

  private @Nullable LostRows readLost() {
    try {
      return Files.exists(lostFile())
          ? JSON.readValue(Files.readString(lostFile()), LostRows.class)
          : null;
    } catch (IOException | JacksonException e) {
      LOG.warn("{} cannot be read: {}", lostFile(), e.toString());
      return null;
    }
  }

  private static SensorRow jsonOf(TableRow row) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    row.values()
        .forEach(
            (name, value) ->
                values.put(name, value instanceof Instant time ? time.toString() : value));
    return new SensorRow(row.table(), values);
  }

  /** The oldest batch, or null when all is delivered. It stays until it is removed. */
  @Nullable Segment oldest() {
    lock.lock();
    try {
      if (complete.isEmpty()) {
        finish();
      }
      return complete.isEmpty() ? null : complete.firstEntry().getKey();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a batch, which was delivered. */
  void remove(Segment segment) throws IOException {
    Files.deleteIfExists(segment.file());
    forget(segment);
  }

  /** Puts a batch aside, which can never be delivered; returns where. */
  Path setAside(Segment segment) throws IOException {
    Path aside = folder.resolve("refused");
    PrivateFiles.createDirectories(aside);
    Path file = aside.resolve(segment.file().getFileName());
    Files.move(segment.file(), file, StandardCopyOption.REPLACE_EXISTING);
    forget(segment);
    return file;
  }

  private void forget(Segment segment) {
    lock.lock();
    try {
      Long size = complete.remove(segment);
      waitingBytes -= size == null ? 0 : size;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is something to deliver, or for that long; says whether there is. */
  boolean awaitRows(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long nanos = patience.toNanos();
      while (complete.isEmpty() && open == null && nanos > 0) {
        nanos = filled.awaitNanos(nanos);
      }
      return !complete.isEmpty() || open != null;
    } finally {
      lock.unlock();
    }
  }

  /** Bytes of rows that are not delivered yet. */
  public long waitingBytes() {
    lock.lock();
    try {
      return waitingBytes;
    } finally {
      lock.unlock();
    }
  }

  /** Rows that were lost since this was opened. */
  public long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** So that a new file is found after a failure of the machine; not all systems can or need it. */
  private void forceFolder() {
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    } catch (IOException e) {
      LOG.debug("{} cannot be forced to the disk: {}", folder, e.toString());
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (lost != null) {
        noteLost();
      }
      finish();
    } finally {
      lock.unlock();
    }
  }
}
