package io.vedette.portalapi;

import io.vedette.connectors.rdp.OwnSensor;
import io.vedette.connectors.rdp.PasswordVault;
import io.vedette.identity.RequiresRole;
import io.vedette.identity.Role;
import io.vedette.platform.AuditTrail;
import io.vedette.platform.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The RDP sensor, and what it knows beside its rows. */
@RestController
final class SensorEndpoints {
  private final Settings settings;
  private final OwnSensor sensor;
  private final CallerAudit audit;

  SensorEndpoints(Settings settings, OwnSensor sensor, AuditTrail audit) {
    this.settings = settings;
    this.sensor = sensor;
    this.audit = new CallerAudit(audit);
  }

  @GetMapping("/api/sensor")
  SensorView sensor() {
    return SensorView.of(settings.rdp(), sensor);
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
  @PostMapping("/api/sensor/password")
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
    audit.note(request, "Show captured password", "RdpSensor", "password", Map.of());
    return new Opened(password);
  }
}
