package io.vedette.connectors.rdp.protocol;

/** The releases of Windows that a sensor can pass for, as NTLM and RDP tell them. */
public enum WindowsRelease {
  SERVER_2019(17763, 0x0008000B, false),
  SERVER_2022(20348, 0x00080010, true),
  WINDOWS_10(19045, 0x0008000F, false),
  WINDOWS_11(22631, 0x00080011, true);

  /** All of them are versions 10.0. */
  static final int MAJOR = 10;

  private final int build;
  private final int rdpVersion;
  private final boolean tls13;

  WindowsRelease(int build, int rdpVersion, boolean tls13) {
    this.build = build;
    this.rdpVersion = rdpVersion;
    this.tls13 = tls13;
  }

  /** The number of the build. */
  public int build() {
    return build;
  }

  /** The version of RDP in the server's core data, such as 0x0008000B for 10.6. */
  int rdpVersion() {
    return rdpVersion;
  }

  /**
   * Whether it speaks TLS 1.3. Source: Microsoft's "TLS protocol version support" of Schannel,
   * where Windows 11 and Windows Server 2022 are the first.
   */
  boolean tls13() {
    return tls13;
  }
}
