package io.vedette.connectors.rdp.protocol;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * Talks with one client from its first byte to the end of a decoy's session. Everything it reads
 * has a limit of bytes, every step a limit of time. Source: MS-RDPBCGR 1.3.1.1.
 */
public final class RdpConversation {
  private static final int MOST_REQUEST = 1024;

  /** ncrack asks again at once, for ever: a second keeps it from filling the log. */
  private static final Duration BEFORE_REFUSAL = Duration.ofSeconds(1);

  private static final int MOST_HELLO = 16 * 1024;
  private static final int TLS_HANDSHAKE = 22;
  private static final int TLS_HEADER = 5;

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
    observer.connected();
    SecurityMode mode = request.choose(rules.offered());
    if (mode == null) {
      Pause.of(BEFORE_REFUSAL);
      link.send(request.refuse(rules.offered()));
      return;
    }
    capture.mode(mode);
    link.send(request.select(mode));
    Socket patient = socket;
    if (mode != SecurityMode.STANDARD) {
      SSLSocket encrypted = encrypt(socket);
      link.over(encrypted.getInputStream(), encrypted.getOutputStream());
      capture.reached(Stage.ENCRYPTED);
      patient = encrypted;
    }
    SignIn network = mode == SecurityMode.NLA ? networkLevel(link) : null;
    if (network == null || network.verdict().isAccepted()) {
      new Session(mode, identity, accounts, rules.hold(), clock, capture, observer)
          .run(link, patient, request, network);
    }
  }

  /** Reads the client's first message of TLS, to know the client by it, and hands it on. */
  private SSLSocket encrypt(Socket socket) throws IOException {
    byte[] header = exactly(socket, TLS_HEADER);
    if (header[0] != TLS_HANDSHAKE) {
      throw new ProtocolException("the client does not begin TLS");
    }
    int length = (header[3] & 0xFF) << 8 | (header[4] & 0xFF);
    if (length > MOST_HELLO) {
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
    if (!identity.persona().release().tls13()) {
      encrypted.setEnabledProtocols(upToTls12(encrypted.getEnabledProtocols()));
    }
    encrypted.startHandshake();
    SSLSession session = encrypted.getSession();
    capture.tls(session.getProtocol(), session.getCipherSuite());
    return encrypted;
  }

  private static String[] upToTls12(String[] protocols) {
    return Arrays.stream(protocols).filter(p -> !p.equals("TLSv1.3")).toArray(String[]::new);
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
    return credSsp.run(
        attempt -> {
          capture.attempted(attempt);
          observer.signIn(attempt);
        });
  }
}
