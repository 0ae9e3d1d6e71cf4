package io.vedette.connectors.rdp;

import io.vedette.connectors.rdp.protocol.NtlmClient;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Guesses passwords at a sensor, one connection each, as attack tools do. */
public final class RdpAttacker {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int CONFIRM = 19;

  /** STATUS_LOGON_FAILURE, as the integer of four bytes that CredSSP's errorCode holds. */
  private static final byte[] LOGON_FAILURE = HexFormat.of().parseHex("c000006d");

  private final InetSocketAddress sensor;
  private final SSLContext tls;
  private final List<byte[]> freeRdp = recording("freerdp");
  private final List<byte[]> ncrack = recording("ncrack");

  /** How an attempt is made. */
  public enum Way {
    /** CredSSP with NTLM over TLS. */
    NLA(3),
    /** The password in the client's info, inside TLS, as FreeRDP sends it. */
    TLS(1),
    /** The same under standard RDP security, as ncrack does. */
    STANDARD(0);

    private final int protocols;

    Way(int protocols) {
      this.protocols = protocols;
    }
  }

  /** How far a connection goes that is then left alone. */
  public enum HalfOpen {
    /** TCP alone. */
    CONNECTED,
    /** The connection request was answered. */
    NEGOTIATED,
    /** The server has sent its part of TLS. */
    TLS_BEGUN
  }

  public RdpAttacker(InetSocketAddress sensor) throws GeneralSecurityException {
    this.sensor = sensor;
    tls = trusting();
  }

  /** TLS of a client that trusts everybody, as attackers do. */
  static SSLContext trusting() throws GeneralSecurityException {
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {new Trusting()}, null);
    return tls;
  }

  /** What a client said after its first unit, one unit of hexadecimal digits a line. */
  static List<byte[]> recording(String name) {
    try (InputStream in =
        Objects.requireNonNull(RdpAttacker.class.getResourceAsStream(name + ".txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .map(HexFormat.of()::parseHex)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Tries a wrong password and waits for the refusal; fails when there is none.
   *
   * @param user under network level authentication; recorded clients have their own
   * @param from the address of this machine to come from
   * @param host the name that TLS takes the sensor for: sessions of the same one are resumed
   */
  public void guess(Way way, String user, InetAddress from, String host) throws IOException {
    try (Socket socket = connect(from)) {
      negotiate(socket, way.protocols);
      Socket secure = way == Way.STANDARD ? socket : encrypted(socket, host);
      if (way == Way.NLA) {
        refusedProof(secure, user);
        return;
      }
      List<byte[]> units = way == Way.TLS ? freeRdp : ncrack;
      ByteBuffer all = ByteBuffer.allocate(64 * 1024);
      units.subList(1, units.size()).forEach(unit -> all.put(frame(unit)));
      secure.getOutputStream().write(all.array(), 0, all.position());
      long answered = secure.getInputStream().transferTo(OutputStream.nullOutputStream());
      if (answered == 0) {
        throw new EOFException("the sensor did not answer");
      }
    }
  }

  private static void refusedProof(Socket secure, String user) throws IOException {
    NtlmClient ntlm = new NtlmClient(user, "wrong", new byte[0]);
    secure.getOutputStream().write(ntlm.negotiate());
    byte[] proof = ntlm.prove(der(secure.getInputStream()));
    secure.getOutputStream().write(proof);
    byte[] refusal = der(secure.getInputStream());
    if (!Arrays.equals(
        refusal, refusal.length - 4, refusal.length, LOGON_FAILURE, 0, LOGON_FAILURE.length)) {
      throw new IOException("no refusal: " + HexFormat.of().formatHex(refusal));
    }
  }

  /** Goes so far and no further; the caller closes it. */
  public Socket halfOpen(HalfOpen how, InetAddress from) throws IOException {
    Socket socket = connect(from);
    if (how != HalfOpen.CONNECTED) {
      negotiate(socket, Way.NLA.protocols);
    }
    if (how == HalfOpen.TLS_BEGUN) {
      socket.getOutputStream().write(hello(tls));
      // The head of the server's first record: it has answered.
      exactly(socket.getInputStream(), 5);
    }
    return socket;
  }

  private Socket connect(InetAddress from) throws IOException {
    Socket socket = new Socket(sensor.getAddress(), sensor.getPort(), from, 0);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private void negotiate(Socket socket, int protocols) throws IOException {
    byte[] request = ncrack.getFirst().clone();
    request[request.length - 4] = (byte) protocols;
    socket.getOutputStream().write(frame(request));
    exactly(socket.getInputStream(), CONFIRM);
  }

  private SSLSocket encrypted(Socket socket, String host) throws IOException {
    SSLSocket encrypted =
        (SSLSocket) tls.getSocketFactory().createSocket(socket, host, sensor.getPort(), true);
    encrypted.startHandshake();
    return encrypted;
  }

  private static byte[] frame(byte[] unit) {
    return ByteBuffer.allocate(unit.length + 4)
        .put((byte) 3)
        .put((byte) 0)
        .putShort((short) (unit.length + 4))
        .put(unit)
        .array();
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the sensor ended it");
    }
    return bytes;
  }

  /** One message of CredSSP, its head included. */
  static byte[] der(InputStream in) throws IOException {
    byte[] head = exactly(in, 2);
    byte[] more = in.readNBytes(head[1] < 0 ? head[1] & 0x7F : 0);
    int length = head[1];
    for (int i = 0; i < more.length; i++) {
      length = (i == 0 ? 0 : length << 8) | (more[i] & 0xFF);
    }
    byte[] body = in.readNBytes(length);
    return ByteBuffer.allocate(2 + more.length + body.length).put(head).put(more).put(body).array();
  }

  /** A first message of TLS. */
  static byte[] hello(SSLContext tls) throws IOException {
    SSLEngine engine = tls.createSSLEngine("SRV01", 3389);
    engine.setUseClientMode(true);
    ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), out);
    return Arrays.copyOf(out.array(), out.position());
  }

  /** Attackers trust everybody. */
  private static final class Trusting implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
