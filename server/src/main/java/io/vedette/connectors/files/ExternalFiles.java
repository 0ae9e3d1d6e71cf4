package io.vedette.connectors.files;

import io.vedette.kql.ExternalRequest;
import io.vedette.kql.ExternalTable;
import io.vedette.platform.Settings;
import io.vedette.query.ExternalSource;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of {@code externaldata}: those that the settings allow, over HTTP or from disk,
 * unpacked when they are .gz or .zip. Redirections are followed within a server only.
 */
public final class ExternalFiles implements ExternalSource {
  private static final int MOST_REDIRECTIONS = 3;

  private final AllowedAddresses allowed;
  private final Limits limits;

  /**
   * Bounds of what a query reads.
   *
   * @param connect time to connect to a server
   * @param file time to read a file
   * @param bytes of all files, unpacked
   */
  public record Limits(Duration connect, Duration file, long bytes) {
    public static final Limits DEFAULT =
        new Limits(Duration.ofSeconds(10), Duration.ofMinutes(1), 256L << 20);
  }

  /** One for the process, made when the first file is asked for. */
  private static final class Client {
    static final HttpClient HTTP =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Limits.DEFAULT.connect())
            .build();
  }

  public ExternalFiles(Settings.ExternalData settings, Limits limits) {
    this.allowed = new AllowedAddresses(settings);
    this.limits = limits;
  }

  @Override
  public ExternalTable.@Nullable Refused refusal(ExternalRequest request) {
    for (String address : request.addresses()) {
      if (allowed.place(address) instanceof AllowedAddresses.Place.Refused(var why)) {
        return why;
      }
    }
    try {
      ExternalRecords.of(request);
      return null;
    } catch (IllegalArgumentException e) {
      return new ExternalTable.Refused(
          String.valueOf(e.getMessage()), "Write a column and the path of its value for each.");
    }
  }

  @Override
  public void read(ExternalRequest request, Rows rows) throws IOException, InterruptedException {
    ExternalRecords records = ExternalRecords.of(request);
    ArchiveBudget budget =
        new ArchiveBudget(new ArchiveBudget.Limits(1_000, limits.bytes(), 250, 16L << 20, 1));
    for (String address : request.addresses()) {
      switch (allowed.place(address)) {
        case AllowedAddresses.Place.Refused(var why) -> throw new IOException(why.message());
        case AllowedAddresses.Place.OnDisk(var file) -> {
          try (InputStream in = Files.newInputStream(file)) {
            read(String.valueOf(file.getFileName()), in, request, records, budget, rows);
          }
        }
        case AllowedAddresses.Place.Web(var uri) -> fetch(uri, request, records, budget, rows);
      }
    }
  }

  private void fetch(
      URI first, ExternalRequest request, ExternalRecords records, ArchiveBudget budget, Rows rows)
      throws IOException, InterruptedException {
    Deadline deadline = new Deadline(limits.file());
    URI uri = first;
    for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
      HttpResponse<InputStream> response = send(uri, deadline);
      try (InputStream body = response.body();
          var _ = deadline.closes(body)) {
        int status = response.statusCode();
        if (status == 200) {
          String name = uri.getPath() == null ? "" : uri.getPath();
          read(name.substring(name.lastIndexOf('/') + 1), body, request, records, budget, rows);
          return;
        }
        if (status < 300 || status >= 400) {
          throw new IOException(AllowedAddresses.shown(first) + " answers with status " + status);
        }
        uri = redirected(uri, response.headers().firstValue("Location"));
      } catch (IOException e) {
        throw deadline.isOver() ? tooSlow(first) : e;
      }
    }
    throw new IOException(AllowedAddresses.shown(first) + " leads to another address too often");
  }

  private IOException tooSlow(URI uri) {
    return new IOException(
        AllowedAddresses.shown(uri)
            + " was not read within "
            + limits.file().toSeconds()
            + " seconds");
  }

  private HttpResponse<InputStream> send(URI uri, Deadline deadline)
      throws IOException, InterruptedException {
    String forbidden = allowed.forbiddenServer(uri);
    if (forbidden != null) {
      throw new IOException(forbidden);
    }
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(deadline.left())
            .header("User-Agent", "Vedette")
            .GET()
            .build();
    try {
      return Client.HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException e) {
      throw tooSlow(uri);
    } catch (IOException e) {
      String reason = e.getMessage() == null ? "it does not answer" : e.getMessage();
      throw new IOException(AllowedAddresses.shown(uri) + " cannot be read: " + reason, e);
    }
  }

  private URI redirected(URI from, Optional<String> location) throws IOException {
    if (location.isEmpty()) {
      throw new IOException(AllowedAddresses.shown(from) + " leads nowhere");
    }
    URI to;
    try {
      to = from.resolve(location.get());
    } catch (IllegalArgumentException e) {
      throw new IOException(AllowedAddresses.shown(from) + " leads to no address", e);
    }
    if (!AllowedAddresses.sameServer(from, to)
        || !(allowed.place(to.toString()) instanceof AllowedAddresses.Place.Web)) {
      throw new IOException(
          AllowedAddresses.shown(from)
              + " leads to "
              + AllowedAddresses.shown(to)
              + ", which is another server or not allowed");
    }
    return to;
  }

  private static void read(
      String name,
      InputStream in,
      ExternalRequest request,
      ExternalRecords records,
      ArchiveBudget budget,
      Rows rows)
      throws IOException, InterruptedException {
    InputStream packed = new BufferedInputStream(budget.packed(in), 1 << 16);
    byte[] prefix = packed.readNBytes(4);
    InputStream all = new SequenceInputStream(new ByteArrayInputStream(prefix), packed);
    switch (FileFormat.of("", prefix)) {
      case GZIP -> {
        budget.entry();
        String inner = name.replaceFirst("(?i)\\.gz$", "");
        records.read(inner, budget.unpacked(new GZIPInputStream(all, 1 << 16)), rows);
      }
      case ZIP -> {
        ZipInputStream zip = new ZipInputStream(all);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          budget.entry();
          InputStream unpacked = budget.unpacked(new Unclosed(zip));
          if (!entry.isDirectory() && isMeant(entry.getName(), request.zipPattern())) {
            records.read(entry.getName(), unpacked, rows);
          }
          unpacked.transferTo(java.io.OutputStream.nullOutputStream());
        }
      }
      case EVTX, JSON, CSV, UNKNOWN -> records.read(name, budget.unpacked(all), rows);
    }
  }

  private static boolean isMeant(String name, @Nullable String pattern) {
    if (pattern == null) {
      return true;
    }
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE)
        .matcher(name.toLowerCase(Locale.ROOT))
        .matches();
  }

  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }

  /** Ends what takes too long: a stream that waits for bytes knows no time-out of its own. */
  private static final class Deadline {
    private final long end;

    Deadline(Duration time) {
      this.end = System.nanoTime() + time.toNanos();
    }

    boolean isOver() {
      return System.nanoTime() - end >= 0;
    }

    Duration left() {
      return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }

    /** Closes the stream at the end, unless what this gives is closed before. */
    Watch closes(InputStream body) {
      Thread thread =
          Thread.startVirtualThread(
              () -> {
                try {
                  Thread.sleep(left());
                  body.close();
                } catch (InterruptedException | IOException e) {
                  // It was read in time, or is closed.
                }
              });
      return thread::interrupt;
    }

    interface Watch extends AutoCloseable {
      @Override
      void close();
    }
  }
}
