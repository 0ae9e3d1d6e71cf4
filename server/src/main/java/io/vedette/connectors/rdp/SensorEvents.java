package io.vedette.connectors.rdp;

import io.vedette.connectors.rdp.protocol.Capture;
import io.vedette.connectors.rdp.protocol.Persona;
import io.vedette.connectors.rdp.protocol.RdpObserver;
import io.vedette.connectors.rdp.protocol.SessionEnd;
import io.vedette.connectors.rdp.protocol.SignIn;
import io.vedette.connectors.windows.EventTables;
import io.vedette.connectors.windows.TableRow;
import io.vedette.evtx.EvtxEvent;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says what a sensor sees: sign-ins as events of Windows, connections in a table of their own. A
 * client waits for its attempt to be stored, so that guesses come no faster than they can be kept.
 */
final class SensorEvents {
  private final HandOver store;
  private final InstantSource clock;
  private final Persona persona;
  private final SignInEvents events;
  private final DesktopNumbers numbers = new DesktopNumbers();
  private final Pace pace = new Pace();
  private final SensorRows connections;

  SensorEvents(HandOver store, InstantSource clock, Persona persona, CapturedPasswords passwords) {
    this.store = store;
    this.clock = clock;
    this.persona = persona;
    events = new SignInEvents(persona);
    connections = new SensorRows(persona.dnsComputer(), passwords);
  }

  /** What stores the events of a client's connection. */
  RdpObserver of(InetSocketAddress client) {
    return new Connection(client, new DesktopEvents(persona, client));
  }

  /** One connection: what Windows would write of it, in Windows' order. */
  private final class Connection implements RdpObserver {
    private final InetSocketAddress client;
    private final DesktopEvents desktops;
    private boolean authenticated;
    private DesktopNumbers.@Nullable Desktop desktop;

    private Connection(InetSocketAddress client, DesktopEvents desktops) {
      this.client = client;
      this.desktops = desktops;
    }

    @Override
    public void connected() {
      store.offer(List.of(row(desktops.accepted(clock.instant()))));
    }

    @Override
    public void signIn(SignIn attempt) {
      boolean accepted = attempt.verdict().isAccepted();
      List<TableRow> rows = new ArrayList<>();
      if (accepted && !authenticated) {
        authenticated = true;
        rows.add(row(desktops.authenticated(attempt)));
      }
      rows.add(row(events.signIn(client, attempt)));
      if (attempt.kind() == SignIn.Kind.NETWORK && !accepted) {
        if (attempt.verdict().isGuess()) {
          rows.add(row(desktops.failed(attempt.at())));
        }
      } else if (attempt.kind() == SignIn.Kind.REMOTE_INTERACTIVE && accepted) {
        desktop = numbers.begin(attempt.user(), attempt.at());
        rows.add(row(desktops.begun(attempt, desktop)));
      }
      store.store(rows);
    }

    @Override
    public void signOff(SignIn session, SessionEnd how) {
      Instant now = clock.instant();
      DesktopNumbers.Desktop ended = Objects.requireNonNull(desktop, "a session without its begin");
      EvtxEvent end =
          switch (how) {
            case SIGNED_OFF -> desktops.signedOff(session, ended, now);
            case DISCONNECTED -> {
              numbers.disconnected(session.user(), ended, now);
              yield desktops.disconnected(session, ended, now);
            }
          };
      store.offer(List.of(row(end), row(events.signOff(session, now))));
    }

    @Override
    public void ended(Capture capture) {
      Instant now = clock.instant();
      int ofLate = pace.note(client.getAddress(), capture.attempts(), now);
      Tool tool = ToolGuess.of(capture, ofLate);
      store.offer(List.of(connections.of(client, capture, tool, now)));
    }
  }

  private TableRow row(EvtxEvent event) {
    return EventTables.row(event, clock.instant());
  }
}
