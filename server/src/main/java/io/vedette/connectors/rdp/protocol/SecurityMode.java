package io.vedette.connectors.rdp.protocol;

/**
 * How a connection is protected and where a password is asked for. Source: MS-RDPBCGR 2.2.1.1.1.
 */
public enum SecurityMode {
  /** Standard RDP security, of old clients and tools; the password is in the client's info. */
  STANDARD(0),
  /** TLS; the password is in the client's info. */
  TLS(1),
  /** Network level authentication: CredSSP inside TLS. */
  NLA(2);

  private final int flag;

  SecurityMode(int flag) {
    this.flag = flag;
  }

  int flag() {
    return flag;
  }
}
