package io.vedette.connectors.rdp;

import io.vedette.connectors.rdp.protocol.DecoyAccount;
import io.vedette.connectors.rdp.protocol.DecoyAccounts;
import io.vedette.connectors.rdp.protocol.NtlmClient;
import io.vedette.connectors.rdp.protocol.Persona;
import io.vedette.connectors.rdp.protocol.RdpConversation;
import io.vedette.connectors.rdp.protocol.SecurityMode;
import io.vedette.connectors.rdp.protocol.SensorIdentity;
import io.vedette.connectors.rdp.protocol.Stage;
import io.vedette.connectors.rdp.protocol.StandardKey;
import io.vedette.connectors.rdp.protocol.WindowsRelease;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Repeats recorded conversations of real clients with damage at any place, and sees that the sensor
 * throws nothing and ends each conversation. The same seed makes the same damage.
 */
public final class RdpFuzzing {
  private static final Duration STEP = Duration.ofMillis(400);
  private static final Duration HOLD = Duration.ofMillis(10);

  /** Conversations at the same time: most of the time they wait. */
  private static final int LANES = 16;

  private static final int MOST_FAULTS = 20;

  /** When a conversation whose client has left counts as stuck. */
  private static final Duration STUCK = Duration.ofSeconds(10);

  private static final String PASSWORD = "Summer2024!";

  /** Who speaks, how, and what is said after the connection request. */
  private enum Script {
    FREERDP_TLS("freerdp", 1),
    FREERDP_NLA("freerdp", 3),
    RDESKTOP("rdesktop", 1),
    NCRACK("ncrack", 0);

    private final String recording;
    private final int protocols;

    Script(String recording, int protocols) {
      this.recording = recording;
      this.protocols = protocols;
    }
  }

  private final SensorIdentity identity;
  private final SSLContext tls;
  private final long seed;
  private final Map<Script, List<byte[]>> units = new EnumMap<>(Script.class);
  private final Map<Stage, Integer> reached = new EnumMap<>(Stage.class);
  private final List<String> faults = new ArrayList<>();
  private final AtomicLong conversations = new AtomicLong();

  /** Prepares it; the keys are made anew. */
  public RdpFuzzing(long seed) throws IOException, GeneralSecurityException {
    this.seed = seed;
    SensorCertificate certificate = SensorCertificate.create("SRV01", Instant.now());
    identity =
        SensorIdentity.of(
            Persona.of("SRV01", "", WindowsRelease.SERVER_2022),
            certificate.key(),
            certificate.certificate(),
            new StandardKey(certificate.standardKey()));
    tls = RdpAttacker.trusting();
    for (Script script : Script.values()) {
      units.put(script, RdpAttacker.recording(script.recording));
    }
  }

  /** Goes on for that long and gives what must not happen; empty when nothing did. */
  public List<String> run(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    List<Thread> lanes = new ArrayList<>();
    for (int i = 0; i < LANES; i++) {
      lanes.add(Thread.ofPlatform().daemon().start(() -> lane(end)));
    }
    for (Thread lane : lanes) {
      lane.join();
    }
    synchronized (faults) {
      return List.copyOf(faults);
    }
  }

  private void lane(long end) {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      while (System.nanoTime() < end && mayGoOn()) {
        converse(server, conversations.getAndIncrement());
      }
    } catch (IOException e) {
      fault("the fuzzing itself failed: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean mayGoOn() {
    synchronized (faults) {
      return faults.size() < MOST_FAULTS;
    }
  }

  private void fault(String what) {
    synchronized (faults) {
      faults.add(what);
    }
  }

  /** How many conversations there were. */
  public long conversations() {
    return conversations.get();
  }

  /** How many of them came how far. */
  public Map<Stage, Integer> reached() {
    synchronized (reached) {
      return new EnumMap<>(reached);
    }
  }

  private void converse(ServerSocket server, long number) throws IOException, InterruptedException {
    // Spread, since seeds that lie together begin with the same choices.
    Random random = new Random((seed * 1_000_003 + number) * 0x9E3779B97F4A7C15L);
    Script script = Script.values()[random.nextInt(Script.values().length)];
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Witness witness = new Witness();
    DecoyAccounts accounts =
        new DecoyAccounts(List.of(new DecoyAccount("decoy", PASSWORD, DecoyAccount.State.OK, 0)));
    RdpConversation.Rules rules =
        new RdpConversation.Rules(Set.of(SecurityMode.values()), STEP, HOLD);
    Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
    Socket accepted = server.accept();
    Thread sensor =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    new RdpConversation(identity, accounts, rules, InstantSource.system(), witness)
                        .run(accepted);
                  } catch (Throwable e) {
                    thrown.set(e);
                  }
                });
    try (client) {
      client.setSoTimeout((int) STUCK.toMillis());
      speak(client, script, random);
    } catch (IOException e) {
      // The sensor ended it, as it may.
    }
    sensor.join(STUCK.toMillis());
    String name = script + " " + seed + "/" + number + ": ";
    if (sensor.isAlive()) {
      fault(name + "stuck at " + Arrays.toString(sensor.getStackTrace()));
      accepted.close();
    }
    Throwable problem = thrown.get();
    if (problem != null) {
      fault(name + problem + " at " + Arrays.toString(problem.getStackTrace()));
    } else if (!sensor.isAlive()) {
      Stage stage = witness.ended(1).getFirst().stage();
      synchronized (reached) {
        reached.merge(stage, 1, Integer::sum);
      }
    }
  }

  private void speak(Socket client, Script script, Random random) throws IOException {
    List<byte[]> said = new ArrayList<>(units.getOrDefault(script, List.of()));
    byte[] request = said.removeFirst().clone();
    request[request.length - 4] = (byte) script.protocols;
    // One in eight conversations is not damaged: it must come to its end.
    boolean damaged = random.nextInt(8) > 0;
    int place = damaged ? random.nextInt(said.size() + 4) : Integer.MAX_VALUE;
    client
        .getOutputStream()
        .write(frame(place == 0 ? Mutation.of(request, random) : request, random, place == 0));
    byte[] confirm = client.getInputStream().readNBytes(19);
    if (confirm.length < 19) {
      return;
    }
    Socket secure = client;
    if (script != Script.NCRACK) {
      if (place == 1) {
        client.getOutputStream().write(Mutation.of(RdpAttacker.hello(tls), random));
        client.shutdownOutput();
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
        return;
      }
      SSLSocket encrypted =
          (SSLSocket) tls.getSocketFactory().createSocket(client, "SRV01", 3389, false);
      encrypted.startHandshake();
      secure = encrypted;
    }
    if (script == Script.FREERDP_NLA) {
      authenticate(secure, random, place == 2);
    }
    for (int i = 0; i < said.size(); i++) {
      boolean here = place == i + 3;
      byte[] unit = here ? Mutation.of(said.get(i), random) : said.get(i);
      if (here && random.nextInt(8) == 0) {
        continue;
      }
      secure.getOutputStream().write(frame(unit, random, here));
      if (here && random.nextInt(8) == 0) {
        secure.getOutputStream().write(frame(said.get(random.nextInt(said.size())), random, false));
      }
    }
    if (random.nextInt(50) > 0) {
      secure.shutdownOutput();
    }
    secure.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private void authenticate(Socket secure, Random random, boolean damaged) throws IOException {
    NtlmClient ntlm = new NtlmClient("decoy", PASSWORD, NtlmClient.publicKey(identity));
    int step = damaged ? random.nextInt(4) : 4;
    OutputStream out = secure.getOutputStream();
    byte[] first = ntlm.negotiate();
    out.write(step == 0 ? Mutation.of(first, random) : first);
    byte[] proof = ntlm.prove(RdpAttacker.der(secure.getInputStream()));
    out.write(step == 1 ? Mutation.of(proof, random) : proof);
    byte[][] rest = ntlm.finish();
    for (int i = 0; i < rest.length; i++) {
      out.write(step == i + 2 ? Mutation.of(rest[i], random) : rest[i]);
    }
    RdpAttacker.der(secure.getInputStream());
  }

  /** A unit in its frame, whose length may be damaged as well. */
  private static byte[] frame(byte[] unit, Random random, boolean damaged) {
    int length = unit.length + 4;
    if (damaged && random.nextInt(10) == 0) {
      length = random.nextInt(0x10000);
    }
    return ByteBuffer.allocate(unit.length + 4)
        .put((byte) 3)
        .put((byte) 0)
        .putShort((short) length)
        .put(unit)
        .array();
  }
}
