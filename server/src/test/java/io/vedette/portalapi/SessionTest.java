package io.vedette.portalapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.LiveEvent;
import io.vedette.platform.LiveEvents;
import io.vedette.testing.RunningServer;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SessionTest {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void says_who_is_signed_in() {
    var session = server.get("/api/session").json();
    assertThat(session.at("/user/name").asString()).isEqualTo("admin");
    assertThat(session.at("/user/roles/0").asString()).isEqualTo("Owner");
  }

  @Test
  void streams_live_events() throws Exception {
    var response =
        server
            .http()
            .send(server.request("/api/live").build(), HttpResponse.BodyHandlers.ofLines());
    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    Iterator<String> lines = response.body().iterator();
    assertThat(lines.next()).isEqualTo("event: ping");
    assertThat(lines.next()).isEqualTo("data: {}");
    assertThat(lines.next()).isEmpty();
    server.part(LiveEvents.class).publish(new LiveEvent("incident", Map.of("number", 7)));
    assertThat(lines.next()).isEqualTo("event: incident");
    assertThat(lines.next()).isEqualTo("data: {\"number\":7}");
  }
}
