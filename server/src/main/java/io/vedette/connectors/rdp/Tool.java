package io.vedette.connectors.rdp;

/** Programs that sign in over Remote Desktop, or only look at it. */
enum Tool {
  /** THC Hydra, which has FreeRDP's library inside. */
  HYDRA("hydra"),
  NCRACK("ncrack"),
  NMAP("nmap"),
  /** Looks whether a port is open, and whether Remote Desktop is behind it, as masscan does. */
  PORT_SCANNER("masscan-like"),
  /** Microsoft's own client. */
  MSTSC("mstsc"),
  /** FreeRDP's client, or a program with its library. */
  FREERDP("FreeRDP"),
  RDESKTOP("rdesktop"),
  IMPACKET("impacket"),
  UNKNOWN("unknown");

  private final String title;

  Tool(String title) {
    this.title = title;
  }

  /** The name in RdpSensor_CL. */
  String title() {
    return title;
  }
}
