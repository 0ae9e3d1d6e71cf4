package io.vedette.connectors.rdp.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What is learnt of a connection while it goes on; given out when it has ended. What was not learnt
 * is null or empty.
 */
public final class Capture {
  private Stage stage = Stage.CONNECTED;
  private @Nullable ConnectionRequest request;
  private @Nullable SecurityMode mode;
  private @Nullable ClientHello hello;
  private @Nullable ClientData client;
  private @Nullable ClientInfo info;
  private @Nullable NtlmAuthenticate ntlm;
  private String ntlmVersion = "";
  private String tlsVersion = "";
  private String cipherSuite = "";
  private int credSspVersion;
  private int attempts;
  private @Nullable SignIn attempt;
  private String end = "";

  void reached(Stage next) {
    stage = next;
  }

  void request(ConnectionRequest value) {
    request = value;
  }

  void mode(SecurityMode value) {
    mode = value;
  }

  void hello(ClientHello value) {
    hello = value;
  }

  void tls(String version, String suite) {
    tlsVersion = version;
    cipherSuite = suite;
  }

  void negotiate(int credSsp, NtlmNegotiate value) {
    credSspVersion = credSsp;
    ntlmVersion = value.version();
  }

  void authenticate(NtlmAuthenticate value) {
    ntlm = value;
  }

  void client(ClientData value) {
    client = value;
  }

  void info(ClientInfo value) {
    info = value;
  }

  void attempted(SignIn last) {
    attempts++;
    attempt = last;
  }

  void ended(String how) {
    end = how;
  }

  /** How far it came. */
  public Stage stage() {
    return stage;
  }

  /** The first unit. */
  public @Nullable ConnectionRequest request() {
    return request;
  }

  /** The mode that both agreed on. */
  public @Nullable SecurityMode mode() {
    return mode;
  }

  /** The first message of TLS. */
  public @Nullable ClientHello hello() {
    return hello;
  }

  /** What the client says of its machine. */
  public @Nullable ClientData client() {
    return client;
  }

  /** The client's info. */
  public @Nullable ClientInfo info() {
    return info;
  }

  /** The protocol's name as Java gives it, such as {@code TLSv1.3}. */
  public String tlsVersion() {
    return tlsVersion;
  }

  /** Name of the cipher suite. */
  public String cipherSuite() {
    return cipherSuite;
  }

  /** Version of CredSSP as the client sent it; 0 when it sent none. */
  public int credSspVersion() {
    return credSspVersion;
  }

  /** Version of the client's system in NTLM's first message. */
  public String ntlmVersion() {
    return ntlmVersion;
  }

  /** The service that NTLM's proof is for. */
  public String targetName() {
    return ntlm == null ? "" : ntlm.targetName();
  }

  /** Whether NTLM's messages carry an integrity code. */
  public boolean ntlmMic() {
    return ntlm != null && ntlm.hasMic();
  }

  /** Whether NTLM's proof is bound to the TLS channel. */
  public boolean channelBound() {
    return ntlm != null && ntlm.channelBound();
  }

  /** Attempts to sign in. */
  public int attempts() {
    return attempts;
  }

  /** The last of them. */
  public @Nullable SignIn attempt() {
    return attempt;
  }

  /** How it ended, in words. */
  public String end() {
    return end;
  }
}
