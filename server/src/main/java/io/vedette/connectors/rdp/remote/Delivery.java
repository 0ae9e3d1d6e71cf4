package io.vedette.connectors.rdp.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is in the buffer, the oldest first, on a thread of its own. A batch is removed when
 * the server has said that it is stored; until then it is sent again, unchanged.
 */
public final class Delivery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private static final int LONGER_WHEN_TOLD = 10;

  private final RowBuffer buffer;
  private final Uplink uplink;
  private final Function<String, Optional<String>> opener;
  private final Pace pace;
  private final Self self;
  private final Thread thread;
  private volatile boolean stopped;
  private long setAside;
  private long reportedAt;
  private String trouble = "";

  /**
   * When to send.
   *
   * @param first wait after a failure; each further one is twice as long
   * @param longest wait; the server may ask for ten times that
   * @param report how often the server hears of the sensor when there is nothing to deliver
   */
  public record Pace(Duration first, Duration longest, Duration report) {
    /** 1 s to 1 min, a report each half minute. */
    public static final Pace DEFAULT =
        new Pace(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(30));
  }

  /**
   * What the sensor says of itself.
   *
   * @param computer that it passes for
   */
  public record Self(String computer, String version) {}

  private Delivery(
      RowBuffer buffer,
      Uplink uplink,
      Function<String, Optional<String>> opener,
      Pace pace,
      Self self) {
    this.buffer = buffer;
    this.uplink = uplink;
    this.opener = opener;
    this.pace = pace;
    this.self = self;
    thread = Thread.ofPlatform().daemon().name("rdp-sensor-delivery").unstarted(this::run);
  }

  /**
   * Begins to deliver.
   *
   * @param opener gives the password of a sealed one
   */
  public static Delivery start(
      RowBuffer buffer,
      Uplink uplink,
      Function<String, Optional<String>> opener,
      Pace pace,
      Self self) {
    Delivery delivery = new Delivery(buffer, uplink, opener, pace, self);
    delivery.thread.start();
    return delivery;
  }

  private void run() {
    Duration wait = pace.first();
    reportedAt = System.nanoTime() - pace.report().toNanos();
    while (!stopped) {
      try {
        long sinceReport = System.nanoTime() - reportedAt;
        Duration untilReport = pace.report().minusNanos(sinceReport);
        boolean waiting = buffer.awaitRows(untilReport);
        if (waiting || untilReport.minusMillis(1).isNegative()) {
          Duration pause = deliver(wait);
          if (pause.isZero()) {
            wait = pace.first();
          } else {
            Thread.sleep(pause);
            wait = shorter(wait.multipliedBy(2), pace.longest());
          }
        }
      } catch (InterruptedException e) {
        return;
      } catch (IOException | RuntimeException e) {
        // The outermost loop: whatever fails delays the rows and must not end the delivery.
        if (!stopped) {
          tell(e.toString());
        }
        if (!slept(pace.longest())) {
          return;
        }
      }
    }
  }

  private static boolean slept(Duration time) {
    try {
      Thread.sleep(time);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Sends the oldest batch, or a report alone; gives how long to wait before the next. */
  private Duration deliver(Duration wait) throws IOException, InterruptedException {
    Segment segment = buffer.oldest();
    List<SensorRow> rows = segment == null ? List.of() : segment.read();
    if (segment != null && rows.isEmpty()) {
      buffer.remove(segment);
      return Duration.ZERO;
    }
    SensorBatch batch =
        new SensorBatch(
            segment == null ? null : segment.stream(),
            segment == null ? 0 : segment.number(),
            new SensorBatch.SensorReport(
                self.computer(), self.version(), buffer.waitingBytes(), buffer.dropped(), setAside),
            rows.stream().map(this::opened).toList());
    return switch (uplink.send(batch)) {
      case Uplink.Answer.Stored() -> {
        done(segment);
        yield Duration.ZERO;
      }
      case Uplink.Answer.Refused(String why) -> {
        refused(segment, why);
        // A report that is refused would be so again at once.
        yield segment == null ? jittered(wait) : Duration.ZERO;
      }
      case Uplink.Answer.Later(String why, Optional<Duration> retryAfter) -> {
        tell(why);
        yield retryAfter.map(this::asTold).orElseGet(() -> jittered(wait));
      }
    };
  }

  private void done(@Nullable Segment segment) throws IOException {
    if (segment != null) {
      buffer.remove(segment);
    }
    reportedAt = System.nanoTime();
    buffer.tellLost();
    if (!trouble.isEmpty()) {
      trouble = "";
      LOG.info("the server takes rows again");
    }
  }

  private void refused(@Nullable Segment segment, String why) throws IOException {
    if (segment == null) {
      tell(why);
      return;
    }
    Path file = buffer.setAside(segment);
    setAside++;
    LOG.error("the server refused rows, which are now in {}: {}", file, why);
  }

  /** Says what is wrong when that is new. */
  private void tell(String why) {
    if (!why.equals(trouble)) {
      trouble = why;
      LOG.warn("rows stay in the buffer: {}", why);
    }
  }

  /** The same row with its password in clear: only the server's key shall seal it there. */
  private SensorRow opened(SensorRow row) {
    if (!(row.values().get("PasswordSealed") instanceof String sealed)) {
      return row;
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
    values.remove("PasswordSealed");
    values.remove("PasswordHash");
    opener.apply(sealed).ifPresent(password -> values.put("Password", password));
    return new SensorRow(row.table(), values);
  }

  /** As the server says, within reason. */
  private Duration asTold(Duration told) {
    Duration longest = pace.longest().multipliedBy(LONGER_WHEN_TOLD);
    return told.compareTo(pace.first()) < 0 ? pace.first() : shorter(told, longest);
  }

  private static Duration jittered(Duration wait) {
    return Duration.ofMillis(
        ThreadLocalRandom.current().nextLong(wait.toMillis() / 2, wait.toMillis() + 1));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Stops; what is not delivered stays in the buffer. */
  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    uplink.close();
  }
}
