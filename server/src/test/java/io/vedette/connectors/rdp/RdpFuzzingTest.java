package io.vedette.connectors.rdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.connectors.rdp.protocol.Stage;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RdpFuzzingTest {
  @Test
  void damagedConversationsThrowNothingAndEnd()
      throws IOException, InterruptedException, GeneralSecurityException {
    RdpFuzzing fuzzing = new RdpFuzzing(1);
    assertThat(fuzzing.run(Duration.ofSeconds(8))).isEmpty();
    assertThat(fuzzing.reached())
        .containsKeys(
            Stage.CONNECTED,
            Stage.NEGOTIATED,
            Stage.PROVED,
            Stage.DESCRIBED,
            Stage.INFORMED,
            Stage.SIGNED_OFF);
    assertThat(fuzzing.conversations()).isGreaterThan(50);
  }
}
