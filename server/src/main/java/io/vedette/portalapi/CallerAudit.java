package io.vedette.portalapi;

import io.vedette.identity.CurrentUser;
import io.vedette.platform.AuditEntry;
import io.vedette.platform.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;

/** Writes down what whoever is behind a request has done. */
final class CallerAudit {
  private final AuditTrail audit;

  CallerAudit(AuditTrail audit) {
    this.audit = audit;
  }

  /**
   * Notes a deed that succeeded.
   *
   * @param operation what was done, such as {@code Change incident}
   * @param resourceType kind of the thing it was done to
   * @param details old and new values and the like; never a secret
   */
  void note(
      HttpServletRequest request,
      String operation,
      String resourceType,
      String resourceName,
      Map<String, String> details) {
    Map<String, String> properties = new HashMap<>(details);
    properties.put("CallerName", CurrentUser.get().name());
    properties.put("CallerIpAddress", request.getRemoteAddr());
    audit.record(
        new AuditEntry(
            operation,
            "Success",
            operation + " " + resourceName,
            resourceType,
            resourceName,
            properties));
  }
}
