package io.vedette.connectors.rdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.connectors.rdp.protocol.Persona;
import io.vedette.connectors.rdp.protocol.SignIn;
import io.vedette.connectors.rdp.protocol.Verdict;
import io.vedette.connectors.rdp.protocol.WindowsRelease;
import io.vedette.evtx.EvtxEvent;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SignInEventsTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  /** The codes that Windows gives: Microsoft's description of event 4625; MS-ERREF 2.3.1. */
  @ParameterizedTest
  @CsvSource({
    "UNKNOWN_USER, 0xc000006d, 0xc0000064, %%2313",
    "WRONG_PASSWORD, 0xc000006d, 0xc000006a, %%2313",
    "LOCKED, 0xc0000234, 0x0, %%2307",
    "DISABLED, 0xc000006e, 0xc0000072, %%2310",
    "EXPIRED, 0xc000006e, 0xc0000193, %%2305",
    "NOT_ALLOWED, 0xc000015b, 0x0, %%2308",
  })
  void everyRefusalHasItsCodes(Verdict verdict, String status, String subStatus, String reason) {
    SignIn attempt =
        new SignIn(AT, SignIn.Kind.REMOTE_INTERACTIVE, "decoy", "", "", verdict, null, "");
    EvtxEvent event =
        new SignInEvents(Persona.of("SRV01", "", WindowsRelease.SERVER_2022))
            .signIn(new InetSocketAddress("192.0.2.7", 50000), attempt);
    assertThat(event.system().eventId()).isEqualTo(4625);
    assertThat(event.value("Status")).isEqualTo(status);
    assertThat(event.value("SubStatus")).isEqualTo(subStatus);
    assertThat(event.value("FailureReason")).isEqualTo(reason);
  }
}
