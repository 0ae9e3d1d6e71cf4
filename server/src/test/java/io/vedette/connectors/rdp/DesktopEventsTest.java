package io.vedette.connectors.rdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.connectors.rdp.protocol.Persona;
import io.vedette.connectors.rdp.protocol.SignIn;
import io.vedette.connectors.rdp.protocol.Verdict;
import io.vedette.connectors.rdp.protocol.WindowsRelease;
import io.vedette.connectors.windows.EventTables;
import io.vedette.evtx.EvtxEvent;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class DesktopEventsTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  private final DesktopNumbers numbers = new DesktopNumbers();
  private final DesktopEvents events =
      new DesktopEvents(
          Persona.of("SRV01", "", WindowsRelease.SERVER_2022),
          new InetSocketAddress("192.0.2.7", 50000));

  private final SignIn session =
      new SignIn(AT, SignIn.Kind.REMOTE_INTERACTIVE, "a<b", "", "PC", Verdict.ACCEPTED, null, "");

  private static String told(EvtxEvent event) {
    return EventTables.row(event, AT).values().get("RenderedDescription") + "";
  }

  @Test
  void whoComesBackSoonFindsTheSameSession() {
    DesktopNumbers.Desktop first = numbers.begin("a<b", AT);
    EvtxEvent begun = events.begun(session, first);
    assertThat(begun.system().eventId()).isEqualTo(21);
    assertThat(begun.userData())
        .isEqualTo(
            "<EventXML xmlns=\"Event_NS\"><User>SRV01\\a&lt;b</User><SessionID>2</SessionID>"
                + "<Address>192.0.2.7</Address></EventXML>");
    assertThat(told(begun))
        .isEqualTo(
            "Remote Desktop Services: Session logon succeeded:\n\nUser: SRV01\\a<b\n"
                + "Session ID: 2\nSource Network Address: 192.0.2.7");
    assertThat(events.disconnected(session, first, AT).system().eventId()).isEqualTo(24);
    numbers.disconnected("a<b", first, AT);
    DesktopNumbers.Desktop again = numbers.begin("A<B", AT.plus(Duration.ofMinutes(9)));
    assertThat(events.begun(session, again).system().eventId()).isEqualTo(25);
    assertThat(again.number()).isEqualTo(first.number());
    assertThat(told(events.signedOff(session, again, AT)))
        .isEqualTo(
            "Remote Desktop Services: Session logoff succeeded:\n\nUser: SRV01\\a<b\nSession ID:"
                + " 2");
    numbers.disconnected("a<b", again, AT);
    assertThat(numbers.begin("a<b", AT.plus(Duration.ofMinutes(11))))
        .isEqualTo(new DesktopNumbers.Desktop(3, false));
  }
}
