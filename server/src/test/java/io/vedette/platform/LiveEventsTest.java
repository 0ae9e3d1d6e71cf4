package io.vedette.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveEventsTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private final LiveEvents events = new LiveEvents();

  private static LiveEvent event(int number) {
    return new LiveEvent("incident", Map.of("number", number));
  }

  @Test
  void each_listener_gets_every_event_in_order() throws InterruptedException {
    try (LiveEvents.Subscription first = events.subscribe();
        LiveEvents.Subscription second = events.subscribe()) {
      events.publish(event(1));
      events.publish(event(2));
      assertThat(first.next(SHORT)).isEqualTo(event(1));
      assertThat(first.next(SHORT)).isEqualTo(event(2));
      assertThat(first.next(SHORT)).isNull();
      assertThat(second.next(SHORT)).isEqualTo(event(1));
    }
  }

  @Test
  void who_falls_behind_is_told_to_read_anew() throws InterruptedException {
    try (LiveEvents.Subscription slow = events.subscribe()) {
      for (int i = 0; i < 1_000; i++) {
        events.publish(event(i));
      }
      assertThat(slow.next(SHORT)).extracting(LiveEvent::type).isEqualTo("resync");
      assertThat(slow.next(SHORT)).isNull();
      events.publish(event(7));
      assertThat(slow.next(SHORT)).isEqualTo(event(7));
    }
  }

  @Test
  void closing_wakes_who_waits() throws InterruptedException {
    LiveEvents.Subscription waiting = events.subscribe();
    Thread reader =
        Thread.startVirtualThread(
            () -> {
              try {
                assertThat(waiting.next(Duration.ofMinutes(5))).isNull();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    events.close();
    assertThat(reader.join(Duration.ofSeconds(20))).isTrue();
    assertThat(waiting.ended()).isTrue();
    assertThat(events.subscribe().ended()).isTrue();
  }
}
