package io.vedette.connectors.rdp.protocol;

/** The releases of Windows that a sensor can pass for, as NTLM and RDP tell them. */
public enum WindowsRelease {
  SERVER_2019(17763, 0x0008000B),
  SERVER_2022(20348, 0x00080010),
  WINDOWS_10(19045, 0x0008000F),
  WINDOWS_11(22631, 0x00080011);

  /** All of them are versions 10.0. */
  static final int MAJOR = 10;

  private final int build;
  private final int rdpVersion;

  WindowsRelease(int build, int rdpVersion) {
    this.build = build;
    this.rdpVersion = rdpVersion;
  }

  /** The number of the build. */
  public int build() {
    return build;
  }

  /** The version of RDP in the server's core data, such as 0x0008000B for 10.6. */
  int rdpVersion() {
    return rdpVersion;
  }
}
