package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.VedetteServer;
import org.junit.jupiter.api.Test;

class DemoCommandTest {
  @Test
  void theStoryRaisesTheExpectedIncidentsOnARealServer() {
    assertThat(VedetteCommand.run(VedetteServer::start, "demo", "--fast", "--once"))
        .isEqualTo(ExitCode.OK);
  }
}
