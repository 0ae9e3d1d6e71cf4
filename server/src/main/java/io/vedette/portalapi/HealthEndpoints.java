package io.vedette.portalapi;

import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says without a sign-in that the server answers. */
@RestController
final class HealthEndpoints {
  @GetMapping("/health")
  Map<String, String> health() {
    return Map.of("status", "UP");
  }
}
