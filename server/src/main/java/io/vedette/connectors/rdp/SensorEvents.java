package io.vedette.connectors.rdp;

import io.vedette.connectors.rdp.protocol.Capture;
import io.vedette.connectors.rdp.protocol.Persona;
import io.vedette.connectors.rdp.protocol.RdpObserver;
import io.vedette.connectors.rdp.protocol.SessionEnd;
import io.vedette.connectors.rdp.protocol.SignIn;
import io.vedette.connectors.windows.EventTables;
import io.vedette.connectors.windows.TableRow;
import io.vedette.evtx.EvtxEvent;
import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionOutcome;
import io.vedette.ingestion.IngestionRequest;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what a sensor sees: sign-ins as events of Windows, connections in a table of their own. A
 * client waits for its attempt to be stored, so that guesses come no faster than they can be kept.
 */
final class SensorEvents {
  private static final Logger LOG = LoggerFactory.getLogger(SensorEvents.class);
  private static final String SOURCE = "rdp-sensor";

  /** How often a row is offered again to a store that is busy, before it is given up. */
  private static final int MOST_OFFERS = 30;

  private final Ingestion ingestion;
  private final InstantSource clock;
  private final Persona persona;
  private final SignInEvents events;
  private final DesktopNumbers numbers = new DesktopNumbers();

  SensorEvents(Ingestion ingestion, InstantSource clock, Persona persona) {
    this.ingestion = ingestion;
    this.clock = clock;
    this.persona = persona;
    events = new SignInEvents(persona);
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
      store(desktops.accepted(clock.instant()));
    }

    @Override
    public void signIn(SignIn attempt) {
      boolean accepted = attempt.verdict().isAccepted();
      if (accepted && !authenticated) {
        authenticated = true;
        store(desktops.authenticated(attempt));
      }
      store(events.signIn(client, attempt));
      if (attempt.kind() == SignIn.Kind.NETWORK && !accepted) {
        if (attempt.verdict().isGuess()) {
          store(desktops.failed(attempt.at()));
        }
      } else if (attempt.kind() == SignIn.Kind.REMOTE_INTERACTIVE && accepted) {
        desktop = numbers.begin(attempt.user(), attempt.at());
        store(desktops.begun(attempt, desktop));
      }
    }

    @Override
    public void signOff(SignIn session, SessionEnd how) {
      Instant now = clock.instant();
      DesktopNumbers.Desktop ended = Objects.requireNonNull(desktop, "a session without its begin");
      switch (how) {
        case SIGNED_OFF -> store(desktops.signedOff(session, ended, now));
        case DISCONNECTED -> {
          numbers.disconnected(session.user(), ended, now);
          store(desktops.disconnected(session, ended, now));
        }
      }
      store(events.signOff(session, now));
    }

    @Override
    public void ended(Capture capture) {
      Instant now = clock.instant();
      store(SensorRows.TABLE, SensorRows.of(persona.dnsComputer(), client, capture, now));
    }
  }

  private void store(EvtxEvent event) {
    TableRow row = EventTables.row(event, clock.instant());
    store(row.table(), row.values());
  }

  private void store(String table, Map<String, Object> row) {
    IngestionRequest request = new IngestionRequest(SOURCE, table, List.of(row));
    try {
      IngestionOutcome outcome = ingestion.ingestPatiently(request, MOST_OFFERS);
      if (!(outcome instanceof IngestionOutcome.Stored)) {
        LOG.warn("the RDP sensor's row for {} was not stored: {}", table, outcome);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
