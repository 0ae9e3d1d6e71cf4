package io.vedette.connectors.rdp.protocol;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * From MCS to the end of a blank desktop: what comes after the negotiation and its protection.
 * Source: MS-RDPBCGR 1.3.1.1.
 *
 * @param mode that was negotiated
 * @param hold how long a session lasts
 */
record Session(
    SecurityMode mode,
    SensorIdentity identity,
    DecoyAccounts accounts,
    Duration hold,
    InstantSource clock,
    Capture capture,
    RdpObserver observer) {
  private static final int MOST_CONNECT = 16 * 1024;

  /** Units that a client may send before its desktop must be there. */
  private static final int MOST_UNITS = 400;

  /** Units that a client may send while it looks at its desktop. */
  private static final int MOST_UNITS_HELD = 100_000;

  /**
   * ncrack loses a desktop's first unit that comes together with the licence, and waits for ever.
   */
  private static final Duration PREPARATION = Duration.ofMillis(100);

  /** Security data where TLS protects all: no method, no level. */
  private static final byte[] UNPROTECTED = new byte[8];

  /**
   * Blocks until it is over.
   *
   * @param socket whose patience holds the session
   * @param network the sign-in of network level authentication, or null
   */
  void run(Link link, Socket socket, ConnectionRequest request, @Nullable SignIn network)
      throws IOException {
    ClientData client = ClientData.read(link.frame(MOST_CONNECT));
    capture.client(client);
    capture.reached(Stage.DESCRIBED);
    int channels = client.channels().size();
    StandardSecurity security =
        mode == SecurityMode.STANDARD
            ? new StandardSecurity(identity.standardKey(), client.encryption())
            : null;
    link.send(
        Mcs.connectResponse(
            identity.persona().release().rdpVersion(),
            request.protocols(),
            channels,
            security == null ? UNPROTECTED : security.serverData()));
    SessionLink units = new SessionLink(link, security, MOST_UNITS);
    int user = Mcs.user(channels);
    ClientInfo info = join(units, security, user);
    capture.info(info);
    capture.reached(Stage.INFORMED);
    SignIn typed = network == null ? typed(info) : null;
    // The licence may go in clear under every kind of security.
    units.send(Mcs.sendData(Share.noLicence()));
    if (security != null) {
      Pause.of(PREPARATION);
    }
    if (network != null && !verdict(network).isAccepted()) {
      atDesktop(network, info);
      end(units, Share.INSUFFICIENT_PRIVILEGES);
      return;
    }
    units.sendData(Share.demandActive(client));
    activate(units, user);
    capture.reached(Stage.ACTIVE);
    SignIn interactive = network == null ? typed : atDesktop(network, info);
    if (interactive == null || !interactive.verdict().isAccepted()) {
      if (mode == SecurityMode.STANDARD) {
        units.sendData(Share.wrongPassword());
      }
      boolean allowed = interactive == null || interactive.verdict() != Verdict.NOT_ALLOWED;
      end(units, allowed ? Share.SERVER_DENIED_CONNECTION : Share.INSUFFICIENT_PRIVILEGES);
      return;
    }
    units.sendData(Share.signedIn(interactive.domain(), interactive.user()));
    hold(link, units, socket, interactive);
  }

  /** The units of MCS up to the client's info. */
  private static ClientInfo join(SessionLink units, @Nullable StandardSecurity security, int user)
      throws IOException {
    while (true) {
      Mcs.Unit unit = units.read();
      switch (unit.operation()) {
        case Mcs.ERECT_DOMAIN -> {
          // Nothing to answer.
        }
        case Mcs.ATTACH_USER -> units.send(Mcs.attachUserConfirm(user));
        case Mcs.JOIN_CHANNEL -> units.send(Mcs.channelJoinConfirm(user, unit.channel()));
        case Mcs.SEND_DATA -> {
          SessionLink.Secured data = units.secured(unit);
          if (security == null || (data.flags() & StandardSecurity.EXCHANGE) == 0) {
            return ClientInfo.read(data.flags(), data.data().bytes());
          }
          security.exchange(data.data().bytes());
        }
        default -> throw new ProtocolException("a unit of MCS of the kind " + unit.operation());
      }
    }
  }

  /** The attempt with a password in clear; without any the client only looks. */
  private @Nullable SignIn typed(ClientInfo info) {
    if (info.user().isEmpty() && info.password().isEmpty()) {
      return null;
    }
    SignIn attempt =
        new SignIn(
            clock.instant(),
            SignIn.Kind.REMOTE_INTERACTIVE,
            info.user(),
            info.domain(),
            "",
            accounts.check(info.user(), info.password()),
            info.password(),
            "");
    capture.attempted(attempt);
    observer.signIn(attempt);
    return attempt;
  }

  /** Whether one that NLA let in may have a session. */
  private Verdict verdict(SignIn network) {
    DecoyAccount account = accounts.find(network.user());
    return account == null ? Verdict.UNKNOWN_USER : account.atDesktop(true);
  }

  /** The second sign-in of one that NLA let in: the session's. */
  private SignIn atDesktop(SignIn network, ClientInfo info) {
    SignIn session =
        new SignIn(
            clock.instant(),
            SignIn.Kind.REMOTE_INTERACTIVE,
            network.user(),
            network.domain().isEmpty() ? info.domain() : network.domain(),
            network.workstation(),
            verdict(network),
            network.password(),
            "");
    observer.signIn(session);
    return session;
  }

  private static void activate(SessionLink units, int user) throws IOException {
    while (true) {
      Mcs.Unit unit = units.read();
      if (unit.operation() != Mcs.SEND_DATA) {
        continue;
      }
      byte[] data = units.data(unit);
      if (unit.channel() != Mcs.IO_CHANNEL) {
        continue;
      }
      Share.Unit share = Share.Unit.read(data);
      switch (share.dataType()) {
        case Share.SYNCHRONIZE -> units.sendData(Share.synchronize(user));
        case Share.CONTROL -> {
          int action =
              share.action() == Share.REQUEST_CONTROL ? Share.GRANTED_CONTROL : Share.COOPERATE;
          units.sendData(Share.control(action, user));
        }
        case Share.FONT_LIST -> {
          units.sendData(Share.fontMap());
          return;
        }
        default -> {
          // Capabilities and cached bitmaps: a blank desktop needs none.
        }
      }
    }
  }

  /** Lets the decoy look at a blank desktop, then signs it off. */
  private void hold(Link link, SessionLink units, Socket socket, SignIn session)
      throws IOException {
    long until = System.nanoTime() + hold.toNanos();
    // What the client does there is passed over, encrypted or not.
    SessionLink held = new SessionLink(link, null, MOST_UNITS_HELD);
    SessionEnd how = SessionEnd.DISCONNECTED;
    try {
      for (long left = hold.toMillis(); left > 0; left = (until - System.nanoTime()) / 1_000_000) {
        socket.setSoTimeout((int) left);
        held.read();
      }
      how = SessionEnd.SIGNED_OFF;
    } catch (SocketTimeoutException e) {
      how = SessionEnd.SIGNED_OFF;
    } finally {
      capture.reached(Stage.SIGNED_OFF);
      observer.signOff(session, how);
    }
    end(units, Share.LOGOFF_BY_USER);
  }

  private static void end(SessionLink units, int reason) throws IOException {
    units.sendData(Share.errorInfo(reason));
    units.send(Mcs.disconnect());
  }
}
