package io.vedette.bench;

import io.vedette.connectors.rdp.RdpAttacker;
import io.vedette.connectors.rdp.RdpAttacker.HalfOpen;
import io.vedette.connectors.rdp.RdpAttacker.Way;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how many complete attempts to sign in a sensor takes each second, with a store behind
 * it, in a process of its own with 512 MiB of heap; each attempt must then be stored exactly once.
 * Both sides share the machine, so the processor time of the sensor's side for an attempt is given
 * beside. TLS is made anew each time, or resumed where asked for.
 *
 * <p>Arguments: {@code nla}, {@code tls} or {@code standard}, connections at the same time (64),
 * counted seconds (20), {@code resume}. Or {@code half-open} and a number of connections (5000)
 * that go only so far, beside which single attempts are timed.
 */
public final class SensorLoad {
  private static final int WARM_UP_ATTEMPTS = 5_000;
  private static final int MOST_OF_SOURCE = 30;
  private static final int PROBES = 20;
  private static final Duration SETTLED = Duration.ofSeconds(5);

  private final AtomicLong number = new AtomicLong();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

  private SensorLoad() {}

  /** Runs it and prints the figures; ends with 1 where an attempt failed, was lost or doubled. */
  public static void main(String[] args)
      throws IOException, InterruptedException, GeneralSecurityException {
    boolean halfOpen = args[0].equals("half-open");
    Process process = start(halfOpen ? 100 : 15);
    boolean right;
    try (BufferedReader from = process.inputReader(StandardCharsets.US_ASCII)) {
      InetSocketAddress sensor =
          new InetSocketAddress(
              InetAddress.getLoopbackAddress(), Integer.parseInt(from.readLine()));
      SensorLoad load = new SensorLoad();
      RdpAttacker attacker = new RdpAttacker(sensor);
      if (halfOpen) {
        load.halfOpen(attacker, process, args.length > 1 ? Integer.parseInt(args[1]) : 5_000);
      } else {
        load.attempts(
            attacker,
            process,
            Way.valueOf(args[0].toUpperCase(Locale.ROOT)),
            args.length > 1 ? Integer.parseInt(args[1]) : 64,
            args.length > 2 ? Integer.parseInt(args[2]) : 20,
            args.length > 3);
      }
      String peak = peakMemory(process);
      process.getOutputStream().close();
      String[] stored = from.readLine().split(" ", -1);
      System.out.printf(
          "%,d attempts: %s rows of 4625 of %s users, %s connections refused; memory at most %s%n",
          load.number.get(), stored[0], stored[1], stored[2], peak);
      load.failures.stream().distinct().limit(10).forEach(System.out::println);
      right = load.failures.isEmpty() && Long.parseLong(stored[0]) == load.number.get();
    } finally {
      process.destroy();
    }
    System.out.println(right ? "each stored exactly once" : "NOT RIGHT");
    System.exit(right ? 0 : 1);
  }

  private static Process start(int stepSeconds) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path")));
    String options = System.getProperty("sensor.options", "");
    Arrays.stream(options.split(" ", -1)).filter(o -> !o.isEmpty()).forEach(command::add);
    command.addAll(List.of(SensorProcess.class.getName(), Integer.toString(stepSeconds)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** So many connections from one address, then the next one of the loopback network. */
  private static InetAddress source(int connection) throws IOException {
    int n = connection / MOST_OF_SOURCE;
    return InetAddress.getByAddress(new byte[] {127, 1, (byte) (n / 250), (byte) (1 + n % 250)});
  }

  private void attempts(
      RdpAttacker attacker, Process process, Way way, int connections, int seconds, boolean resume)
      throws InterruptedException {
    AtomicLong counted = new AtomicLong(Long.MAX_VALUE);
    AtomicBoolean over = new AtomicBoolean();
    ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
    List<Thread> lanes = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      int lane = i;
      lanes.add(
          Thread.startVirtualThread(
              () -> {
                while (!over.get()) {
                  long now = System.nanoTime();
                  if (guess(attacker, way, lane, resume) && now >= counted.get()) {
                    times.add(System.nanoTime() - now);
                  }
                }
              }));
    }
    while (number.get() < WARM_UP_ATTEMPTS && failures.isEmpty()) {
      Thread.sleep(100);
    }
    counted.set(System.nanoTime());
    long[] before = {processor(process.toHandle()), processor(ProcessHandle.current())};
    Thread.sleep(Duration.ofSeconds(seconds));
    long sensor = processor(process.toHandle()) - before[0];
    long client = processor(ProcessHandle.current()) - before[1];
    int done = times.size();
    over.set(true);
    for (Thread lane : lanes) {
      lane.join();
    }
    List<Long> sorted = times.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%s%s, %d connections: %.0f attempts/s; processor time of an attempt %.2f ms at the sensor,"
            + " %.2f ms at the client; of all of 2 processors the sensor would take %.0f/s; half"
            + " took less than %.0f ms, 99%% less than %.0f ms%n",
        way,
        resume ? " resumed" : "",
        connections,
        done / (double) seconds,
        sensor / 1e6 / done,
        client / 1e6 / done,
        2e9 * done / sensor,
        sorted.get(sorted.size() / 2) / 1e6,
        sorted.get(sorted.size() * 99 / 100) / 1e6);
  }

  private boolean guess(RdpAttacker attacker, Way way, int lane, boolean resume) {
    long n = number.incrementAndGet();
    try {
      String host = "srv" + (resume ? lane : n) + ".example";
      attacker.guess(way, "user" + n, source(lane), host);
      return true;
    } catch (IOException e) {
      failures.add(String.valueOf(e));
      return false;
    }
  }

  private void halfOpen(RdpAttacker attacker, Process process, int connections)
      throws IOException, InterruptedException {
    List<Socket> open = new ArrayList<>();
    long began = System.nanoTime();
    HalfOpen[] kinds = HalfOpen.values();
    for (int i = 0; i < connections; i++) {
      open.add(attacker.halfOpen(kinds[i % kinds.length], source(i)));
    }
    System.out.printf(
        Locale.ROOT,
        "%,d half-open connections in %.1f s; memory %s%n",
        connections,
        (System.nanoTime() - began) / 1e9,
        peakMemory(process));
    // The sensor still signs the last answers of TLS; then they all are idle.
    Thread.sleep(SETTLED);
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < PROBES; i++) {
      long start = System.nanoTime();
      guess(attacker, Way.NLA, connections, false);
      times.add((System.nanoTime() - start) / 1_000_000);
    }
    long alive = open.stream().filter(SensorLoad::isOpen).count();
    System.out.printf(
        "attempts beside them took %s ms; %,d of them are still open%n", times, alive);
    if (alive < connections) {
      failures.add(connections - alive + " half-open connections were ended");
    }
    for (Socket socket : open) {
      socket.close();
    }
  }

  private static boolean isOpen(Socket socket) {
    try {
      socket.setSoTimeout(1);
      // What TLS has answered may lie there.
      byte[] waiting = new byte[8192];
      int read;
      do {
        read = socket.getInputStream().read(waiting);
      } while (read >= 0);
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static long processor(ProcessHandle process) {
    return process.info().totalCpuDuration().orElseThrow().toNanos();
  }

  private static String peakMemory(Process process) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.substring(6).strip())
        .findFirst()
        .orElse("unknown");
  }
}
