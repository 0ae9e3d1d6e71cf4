package io.vedette.connectors.rdp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stands between clients and a sensor and keeps what clients send, as it goes over the wire. */
final class Recorder implements AutoCloseable {
  private final InetSocketAddress sensor;
  private final ServerSocket server;
  private final Queue<ByteArrayOutputStream> connections = new ConcurrentLinkedQueue<>();

  Recorder(InetSocketAddress sensor) throws IOException {
    this.sensor = sensor;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** What each client has sent so far, the first connection first. */
  List<byte[]> connections() {
    return connections.stream().map(ByteArrayOutputStream::toByteArray).toList();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket behind = new Socket(sensor.getAddress(), sensor.getPort());
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        connections.add(sent);
        Thread.ofVirtual().start(() -> pass(client, behind, sent));
        Thread.ofVirtual().start(() -> pass(behind, client, OutputStream.nullOutputStream()));
      } catch (IOException e) {
        // Closed, or the sensor is gone: the test sees it.
      }
    }
  }

  private static void pass(Socket from, Socket to, OutputStream kept) {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        kept.write(buffer, 0, count);
        to.getOutputStream().write(buffer, 0, count);
      }
    } catch (IOException e) {
      // One side left.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
