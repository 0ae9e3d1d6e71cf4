package io.vedette.portalapi;

import io.vedette.connectors.rdp.RemoteSensors;
import io.vedette.connectors.rdp.remote.SensorBatch;
import io.vedette.identity.CurrentUser;
import io.vedette.identity.RequiresRole;
import io.vedette.identity.Role;
import io.vedette.identity.SensorTokens;
import io.vedette.platform.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The sensors on other machines: who they are, and what they deliver. */
@RestController
final class RemoteSensorEndpoints {
  private final SensorTokens tokens;
  private final RemoteSensors sensors;
  private final JsonMapper json;
  private final CallerAudit audit;

  RemoteSensorEndpoints(
      SensorTokens tokens, RemoteSensors sensors, JsonMapper json, AuditTrail audit) {
    this.tokens = tokens;
    this.sensors = sensors;
    this.json = json;
    this.audit = new CallerAudit(audit);
  }

  /**
   * A sensor; what it reports is null until this run of the server has heard it.
   *
   * @param address that it came from
   * @param computer that it passes for
   * @param waitingBytes that it had not delivered
   * @param lost rows that found its buffer full, since its start
   * @param setAside batches that this server refused, since its start
   */
  record RemoteSensorView(
      String name,
      Instant createdAt,
      @Nullable Instant lastHeard,
      @Nullable String address,
      @Nullable String computer,
      @Nullable String version,
      @Nullable Long waitingBytes,
      @Nullable Long lost,
      @Nullable Long setAside) {}

  record NewSensor(@Nullable String name) {}

  record SensorToken(String name, String token) {
    /** Not the token. */
    @Override
    public String toString() {
      return "SensorToken[" + name + "]";
    }
  }

  @GetMapping("/api/sensors")
  List<RemoteSensorView> list() {
    return tokens.list().stream().map(this::view).toList();
  }

  private RemoteSensorView view(SensorTokens.Sensor sensor) {
    RemoteSensors.Heard heard = sensors.heard(sensor.name()).orElse(null);
    SensorBatch.SensorReport report = heard == null ? null : heard.report();
    return new RemoteSensorView(
        sensor.name(),
        sensor.createdAt(),
        heard == null ? sensor.lastHeard() : heard.at(),
        heard == null ? null : heard.address(),
        report == null ? null : report.computer(),
        report == null ? null : report.version(),
        report == null ? null : report.waitingBytes(),
        report == null ? null : report.dropped(),
        report == null ? null : report.setAside());
  }

  /** Lets a sensor deliver; its token is shown this once. */
  @PostMapping("/api/sensors")
  @RequiresRole(Role.OWNER)
  ResponseEntity<SensorToken> create(@RequestBody NewSensor sensor, HttpServletRequest request) {
    String name = sensor.name();
    if (name == null || !SensorTokens.isName(name)) {
      throw RefusedRequestException.badRequest(
          "A sensor's name has 1 to 64 small letters, digits and . _ -, and starts with a letter or"
              + " digit.");
    }
    String token =
        tokens
            .create(name)
            .orElseThrow(
                () ->
                    RefusedRequestException.conflict(
                        "There is a sensor named " + name + " already. Remove it first."));
    audit.note(request, "Create sensor", "RdpSensor", name, Map.of());
    return ResponseEntity.status(201).body(new SensorToken(name, token));
  }

  /** Its token delivers no more; its rows stay. */
  @DeleteMapping("/api/sensors/{name}")
  @RequiresRole(Role.OWNER)
  ResponseEntity<Void> remove(@PathVariable String name, HttpServletRequest request) {
    if (!tokens.remove(name)) {
      throw RefusedRequestException.notFound("There is no sensor named " + name + ".");
    }
    audit.note(request, "Remove sensor", "RdpSensor", name, Map.of());
    return ResponseEntity.noContent().build();
  }

  /** Takes a batch of rows, or a report alone; answers when the rows are durable. */
  @PostMapping(SensorBatch.PATH)
  @RequiresRole(Role.SENSOR)
  ResponseEntity<?> take(HttpServletRequest request) throws IOException {
    String name = CurrentUser.get().name();
    RemoteSensors.Taken taken = sensors.take(name, request.getRemoteAddr(), batch(request));
    tokens.heard(name);
    return switch (taken) {
      case RemoteSensors.Taken.Stored() -> ResponseEntity.ok(Map.of("stored", true));
      case RemoteSensors.Taken.Senseless(String why) ->
          throw RefusedRequestException.badRequest(why);
      case RemoteSensors.Taken.Busy(Duration retryAfter, String why) ->
          ResponseEntity.status(503)
              .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())))
              .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
              .body(Problem.of(503, "Busy", why));
    };
  }

  private SensorBatch batch(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(SensorBatch.MOST_BYTES + 1);
    if (body.length > SensorBatch.MOST_BYTES) {
      throw new RefusedRequestException(
          Problem.of(413, "TooLarge", "A batch has at most " + SensorBatch.MOST_BYTES + " bytes."));
    }
    try {
      return json.readValue(body, SensorBatch.class);
    } catch (JacksonException e) {
      throw RefusedRequestException.badRequest("This is no batch of a sensor.");
    }
  }
}
