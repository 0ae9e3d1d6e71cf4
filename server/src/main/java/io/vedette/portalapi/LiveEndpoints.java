package io.vedette.portalapi;

import io.vedette.platform.LiveEvent;
import io.vedette.platform.LiveEvents;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Server-sent events (HTML Living Standard, "Server-sent events") for open portals. */
@RestController
final class LiveEndpoints {
  private static final Duration PING_EVERY = Duration.ofSeconds(15);

  private final LiveEvents events;
  private final JsonMapper json;

  LiveEndpoints(LiveEvents events, JsonMapper json) {
    this.events = events;
    this.json = json;
  }

  /** Blocks its virtual thread until the peer goes or the server stops. */
  @GetMapping("/api/live")
  void live(HttpServletResponse response) throws IOException, InterruptedException {
    response.setContentType("text/event-stream");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    try (LiveEvents.Subscription subscription = events.subscribe()) {
      OutputStream out = response.getOutputStream();
      write(out, "ping", "{}");
      while (!subscription.ended()) {
        LiveEvent event = subscription.next(PING_EVERY);
        if (event != null) {
          write(out, event.type(), json.writeValueAsString(event.data()));
        } else if (!subscription.ended()) {
          write(out, "ping", "{}");
        }
      }
    }
  }

  private static void write(OutputStream out, String type, String data) throws IOException {
    out.write(("event: " + type + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
