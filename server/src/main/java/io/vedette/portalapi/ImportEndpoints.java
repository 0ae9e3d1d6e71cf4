package io.vedette.portalapi;

import io.vedette.connectors.files.FileImport;
import io.vedette.connectors.files.ImportOptions;
import io.vedette.connectors.files.ImportReport;
import io.vedette.connectors.files.ImportSummary;
import io.vedette.identity.RequiresRole;
import io.vedette.identity.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes files of events in. */
@RestController
final class ImportEndpoints {
  private static final int LONGEST_NAME = 1_000;
  private static final Duration LONGEST_SHIFT = Duration.ofDays(365_000);

  private final FileImport files;
  private final InstantSource clock;

  ImportEndpoints(FileImport files, InstantSource clock) {
    this.files = files;
    this.clock = clock;
  }

  /**
   * Imports the file that is the request's body, and answers when its rows are durable.
   *
   * @param name the file's name
   * @param table the table of all rows; without it each row's is found
   * @param rebaseTime whether to move all times so that the latest is now
   * @param shiftMicros microseconds to add to all times
   */
  @PostMapping("/api/import")
  @RequiresRole(Role.CONTRIBUTOR)
  ImportSummary importFile(
      HttpServletRequest request,
      @RequestParam String name,
      @RequestParam(required = false) @Nullable String table,
      @RequestParam(defaultValue = "false") boolean rebaseTime,
      @RequestParam(defaultValue = "0") long shiftMicros)
      throws IOException {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw RefusedRequestException.badRequest("The name of the file is missing or too long.");
    }
    if (Math.abs(shiftMicros / 1_000_000) > LONGEST_SHIFT.toSeconds()) {
      throw RefusedRequestException.badRequest("Times cannot be moved by more than 1000 years.");
    }
    String given = table == null || table.isBlank() ? null : table;
    Instant begin = clock.instant();
    InputStream body = request.getInputStream();
    ImportReport report =
        rebaseTime
            ? files.readRebased(name, body, given)
            : files.read(
                name, body, new ImportOptions(given, Duration.of(shiftMicros, ChronoUnit.MICROS)));
    return ImportSummary.of(report, Duration.between(begin, clock.instant()));
  }
}
