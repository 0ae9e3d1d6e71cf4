package io.vedette.connectors.rdp.protocol;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Talks with one client from its first byte to the end of a decoy's session. Everything it reads
 * has a limit of bytes, every step a limit of time. Source: MS-RDPBCGR 1.3.1.1.
 */
public final class RdpConversation {
  private static final int MOST_REQUEST = 1024;
  private static final int MOST_CONNECT = 16 * 1024;
  private static final int MOST_UNIT = 16 * 1024;
  private static final int TLS_HANDSHAKE = 22;
  private static final int TLS_HEADER = 5;

  /** Units that a client may send before its desktop must be there. */
  private static final int MOST_UNITS = 200;

  /**
   * What a sensor does for every client.
   *
   * @param offered the modes that clients may choose
   * @param step how long a client may take for one step
   * @param hold how long a session of a decoy lasts
   */
  public record Rules(Set<SecurityMode> offered, Duration step, Duration hold) {
    public Rules {
      offered = Set.copyOf(offered);
    }
  }

  private final SensorIdentity identity;
  private final DecoyAccounts accounts;
  private final Rules rules;
  private final InstantSource clock;
  private final RdpObserver observer;
  private final Capture capture = new Capture();

  public RdpConversation(
      SensorIdentity identity,
      DecoyAccounts accounts,
      Rules rules,
      InstantSource clock,
      RdpObserver observer) {
    this.identity = identity;
    this.accounts = accounts;
    this.rules = rules;
    this.clock = clock;
    this.observer = observer;
  }

  /** Blocks until it is over and closes the socket. */
  public void run(Socket socket) {
    try (socket) {
      socket.setSoTimeout((int) rules.step().toMillis());
      socket.setTcpNoDelay(true);
      talk(socket);
      capture.ended("ended by the sensor");
    } catch (SocketTimeoutException e) {
      capture.ended("the client said nothing for " + rules.step().toSeconds() + " s");
    } catch (EOFException e) {
      capture.ended("the client left");
    } catch (ProtocolException e) {
      capture.ended(String.valueOf(e.getMessage()));
    } catch (SSLException e) {
      capture.ended("TLS: " + e.getMessage());
    } catch (IOException e) {
      capture.ended("the connection broke: " + e.getMessage());
    } finally {
      observer.ended(capture);
    }
  }

  private void talk(Socket socket) throws IOException {
    Link link = new Link(socket.getInputStream(), socket.getOutputStream());
    ConnectionRequest request = ConnectionRequest.read(link.frame(MOST_REQUEST));
    capture.request(request);
    capture.reached(Stage.NEGOTIATED);
    SecurityMode mode = choose(request);
    if (mode == null) {
      link.send(request.refuse(rules.offered()));
      return;
    }
    link.send(ConnectionRequest.select(mode));
    SSLSocket encrypted = encrypt(socket);
    link.over(encrypted.getInputStream(), encrypted.getOutputStream());
    capture.reached(Stage.ENCRYPTED);
    SignIn first = null;
    if (mode == SecurityMode.NLA) {
      first = networkLevel(link);
      if (!first.verdict().isAccepted()) {
        return;
      }
    }
    session(link, encrypted, request, first);
  }

  private @Nullable SecurityMode choose(ConnectionRequest request) {
    for (SecurityMode mode : new SecurityMode[] {SecurityMode.NLA, SecurityMode.TLS}) {
      if (request.asksFor(mode) && rules.offered().contains(mode)) {
        return mode;
      }
    }
    return null;
  }

  /** Reads the client's first message of TLS, to know the client by it, and hands it on. */
  private SSLSocket encrypt(Socket socket) throws IOException {
    byte[] header = exactly(socket, TLS_HEADER);
    if (header[0] != TLS_HANDSHAKE) {
      throw new ProtocolException("the client does not begin TLS");
    }
    int length = (header[3] & 0xFF) << 8 | (header[4] & 0xFF);
    if (length > MOST_UNIT) {
      throw new ProtocolException("a first message of TLS of " + length + " bytes");
    }
    byte[] handshake = exactly(socket, length);
    capture.hello(ClientHello.read(handshake));
    byte[] read = new WireWriter().bytes(header).bytes(handshake).toBytes();
    SSLSocket encrypted =
        (SSLSocket)
            identity
                .tls()
                .getSocketFactory()
                .createSocket(socket, new ByteArrayInputStream(read), true);
    encrypted.setUseClientMode(false);
    encrypted.startHandshake();
    SSLSession session = encrypted.getSession();
    capture.tls(session.getProtocol(), session.getCipherSuite());
    return encrypted;
  }

  private static byte[] exactly(Socket socket, int count) throws IOException {
    byte[] bytes = socket.getInputStream().readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the client left");
    }
    return bytes;
  }

  private SignIn networkLevel(Link link) throws IOException {
    CredSsp credSsp =
        new CredSsp(link, identity.persona(), identity.publicKey(), accounts, clock, capture);
    return credSsp.run(this::judged);
  }

  private void judged(SignIn attempt) {
    capture.attempted(attempt);
    observer.signIn(attempt);
  }

  private void session(
      Link link, SSLSocket socket, ConnectionRequest request, @Nullable SignIn network)
      throws IOException {
    ClientData client = ClientData.read(link.frame(MOST_CONNECT));
    capture.client(client);
    capture.reached(Stage.DESCRIBED);
    int channels = client.channels().size();
    link.send(Mcs.connectResponse(request.protocols(), channels));
    int user = Mcs.user(channels);
    ClientInfo info = join(link, user);
    capture.info(info);
    capture.reached(Stage.INFORMED);
    SignIn typed = network == null ? typed(info) : null;
    link.send(Mcs.sendData(Share.noLicence()));
    link.send(Mcs.sendData(Share.demandActive(client)));
    activate(link, user);
    capture.reached(Stage.ACTIVE);
    SignIn interactive = network == null ? typed : atDesktop(network, info);
    if (interactive == null || !interactive.verdict().isAccepted()) {
      end(link, Share.SERVER_DENIED_CONNECTION);
      return;
    }
    link.send(Mcs.sendData(Share.signedIn(interactive.domain(), interactive.user())));
    hold(link, socket, interactive);
  }

  /** The units of MCS up to the client's info. */
  private ClientInfo join(Link link, int user) throws IOException {
    for (int i = 0; i < MOST_UNITS; i++) {
      Mcs.Unit unit = Mcs.Unit.read(link.frameAmongInput(MOST_UNIT));
      switch (unit.operation()) {
        case Mcs.ERECT_DOMAIN -> {
          // Nothing to answer.
        }
        case Mcs.ATTACH_USER -> link.send(Mcs.attachUserConfirm(user));
        case Mcs.JOIN_CHANNEL -> link.send(Mcs.channelJoinConfirm(user, unit.channel()));
        case Mcs.SEND_DATA -> {
          return ClientInfo.read(unit.payload().bytes());
        }
        case Mcs.DISCONNECT -> throw new EOFException("the client left");
        default -> throw new ProtocolException("a unit of MCS of the kind " + unit.operation());
      }
    }
    throw new ProtocolException("the client never comes to its info");
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
    judged(attempt);
    return attempt;
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
            network.verdict(),
            network.password(),
            "");
    observer.signIn(session);
    return session;
  }

  private static void activate(Link link, int user) throws IOException {
    for (int i = 0; i < MOST_UNITS; i++) {
      Mcs.Unit unit = Mcs.Unit.read(link.frameAmongInput(MOST_UNIT));
      if (unit.operation() == Mcs.DISCONNECT) {
        throw new EOFException("the client left");
      }
      if (unit.operation() != Mcs.SEND_DATA || unit.channel() != Mcs.IO_CHANNEL) {
        continue;
      }
      Share.Unit share = Share.Unit.read(unit.payload().bytes());
      switch (share.dataType()) {
        case Share.SYNCHRONIZE -> link.send(Mcs.sendData(Share.synchronize(user)));
        case Share.CONTROL -> {
          int action =
              share.action() == Share.REQUEST_CONTROL ? Share.GRANTED_CONTROL : Share.COOPERATE;
          link.send(Mcs.sendData(Share.control(action, user)));
        }
        case Share.FONT_LIST -> {
          link.send(Mcs.sendData(Share.fontMap()));
          return;
        }
        default -> {
          // Capabilities and cached bitmaps: a blank desktop needs none.
        }
      }
    }
    throw new ProtocolException("the client never asks for fonts");
  }

  /** Lets the decoy look at a blank desktop, then signs it off. */
  private void hold(Link link, SSLSocket socket, SignIn session) throws IOException {
    long until = System.nanoTime() + rules.hold().toNanos();
    try {
      while (true) {
        long left = (until - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          break;
        }
        socket.setSoTimeout((int) left);
        Mcs.Unit unit = Mcs.Unit.read(link.frameAmongInput(MOST_UNIT));
        if (unit.operation() == Mcs.DISCONNECT) {
          break;
        }
      }
    } catch (SocketTimeoutException e) {
      // The time is over.
    } finally {
      capture.reached(Stage.SIGNED_OFF);
      observer.signOff(session);
    }
    end(link, Share.LOGOFF_BY_USER);
  }

  private static void end(Link link, int reason) throws IOException {
    link.send(Mcs.sendData(Share.errorInfo(reason)));
    link.send(Mcs.disconnect());
  }
}
