package io.vedette.portalapi;

import io.vedette.connectors.rdp.OwnSensor;
import io.vedette.connectors.rdp.PasswordVault;
import io.vedette.connectors.rdp.SensorConfiguration;
import io.vedette.identity.CurrentUser;
import io.vedette.identity.RequiresRole;
import io.vedette.identity.Role;
import io.vedette.platform.AuditTrail;
import io.vedette.platform.Settings;
import io.vedette.platform.SettingsProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The RDP sensor, its settings, and what it knows beside its rows. */
@RestController
@RequestMapping("/api/sensor")
final class SensorEndpoints {
  private static final String RESOURCE = "RdpSensor";

  private final Settings settings;
  private final OwnSensor sensor;
  private final SensorConfiguration configuration;
  private final CallerAudit audit;

  SensorEndpoints(
      Settings settings, OwnSensor sensor, SensorConfiguration configuration, AuditTrail audit) {
    this.settings = settings;
    this.sensor = sensor;
    this.configuration = configuration;
    this.audit = new CallerAudit(audit);
  }

  @GetMapping
  SensorView sensor() {
    return SensorView.of(configuration.current(), sensor);
  }

  @GetMapping("/versions")
  List<SensorConfiguration.Version> versions() {
    return configuration.versions();
  }

  /**
   * {@code settings} are those of the file's part {@code rdp}, with a list of decoys; one without a
   * password keeps that of the decoy {@code was}, or {@code name}. {@code version} is the one that
   * they were made from.
   */
  record NewSettings(@Nullable Map<String, Object> settings, @Nullable Long version) {
    /** Never shows the passwords. */
    @Override
    public String toString() {
      return "NewSettings[" + version + "]";
    }
  }

  /**
   * Saves settings and lets the sensor run with them, or says what is wrong and changes nothing.
   */
  @PostMapping("/settings")
  @RequiresRole(Role.CONTRIBUTOR)
  SensorView save(@RequestBody NewSettings body, HttpServletRequest request) {
    if (body.settings() == null || body.version() == null) {
      throw RefusedRequestException.badRequest("A change has settings and the version before it.");
    }
    String operation = "Change RDP sensor";
    return done(
        configuration.save(body.settings(), body.version(), CurrentUser.get().name()),
        operation,
        request);
  }

  /**
   * {@code restore} is a version to go back to, 0 for the file; {@code version} the present one.
   */
  record Restore(@Nullable Long restore, @Nullable Long version) {}

  @PostMapping("/settings/restore")
  @RequiresRole(Role.CONTRIBUTOR)
  SensorView restore(@RequestBody Restore body, HttpServletRequest request) {
    if (body.restore() == null || body.version() == null) {
      throw RefusedRequestException.badRequest(
          "To go back takes the version to go back to and the present one.");
    }
    return done(
        configuration.restore(body.restore(), body.version(), CurrentUser.get().name()),
        "Restore RDP sensor",
        request);
  }

  private SensorView done(
      SensorConfiguration.Outcome outcome, String operation, HttpServletRequest request) {
    return switch (outcome) {
      case SensorConfiguration.Outcome.Done(var current, var changes) -> {
        if (!changes.isEmpty()) {
          audit.note(
              request,
              operation,
              RESOURCE,
              "settings",
              Map.of(
                  "Version",
                  Long.toString(current.version()),
                  "Changes",
                  String.join("; ", changes)));
        }
        yield SensorView.of(current, sensor);
      }
      case SensorConfiguration.Outcome.Unusable(var problems) ->
          throw new RefusedRequestException(
              Problem.ofFields(
                  "Some settings are wrong; each says what would do. The sensor runs as before.",
                  problems.stream().map(SensorEndpoints::field).toList()));
      case SensorConfiguration.Outcome.Outdated() ->
          throw RefusedRequestException.conflict(
              "Somebody has changed these settings meanwhile. Look at them again, then make your"
                  + " change.");
      case SensorConfiguration.Outcome.Unknown() ->
          throw RefusedRequestException.notFound("There is no such version, or it is unreadable.");
      case SensorConfiguration.Outcome.NotStarted(var current, String reason) ->
          throw RefusedRequestException.conflict(
              "Nothing was saved, since the sensor did not start: "
                  + reason
                  + (current.fault() == null && current.settings().enabled()
                      ? ". It goes on as before."
                      : "."));
    };
  }

  private static Problem.Field field(SettingsProblem problem) {
    return new Problem.Field(
        problem.key().replaceFirst("^rdp\\.", ""), "This " + problem.words() + ".");
  }

  /** {@code decoy} is the name of an account. */
  record DecoyName(@Nullable String decoy) {}

  /** Tells an owner the password of a decoy; each time it is noted who asked. */
  @PostMapping("/decoy-password")
  @RequiresRole(Role.OWNER)
  Opened decoyPassword(@RequestBody DecoyName body, HttpServletRequest request) {
    String name = body.decoy() == null ? "" : body.decoy();
    String password =
        configuration
            .password(name)
            .orElseThrow(() -> RefusedRequestException.notFound("There is no decoy " + name + "."));
    audit.note(request, "Show decoy password", RESOURCE, name, Map.of());
    return new Opened(password);
  }

  /** {@code sealed} is a cell of RdpSensor_CL's column PasswordSealed. */
  record Sealed(@Nullable String sealed) {}

  record Opened(String password) {
    /** Never shows the password. */
    @Override
    public String toString() {
      return "Opened";
    }
  }

  /** Tells an owner a password that an attacker has tried; each time it is noted who asked. */
  @PostMapping("/password")
  @RequiresRole(Role.OWNER)
  Opened password(@RequestBody Sealed body, HttpServletRequest request) throws IOException {
    String sealed = body.sealed();
    String password =
        PasswordVault.existing(settings.file("rdp"))
            .flatMap(vault -> vault.open(sealed == null ? "" : sealed))
            .orElseThrow(
                () ->
                    RefusedRequestException.badRequest(
                        "This is no value of the column PasswordSealed, or another key sealed"
                            + " it."));
    audit.note(request, "Show captured password", RESOURCE, "password", Map.of());
    return new Opened(password);
  }
}
