package io.vedette.bench;

import io.vedette.connectors.rdp.OwnSensor;
import io.vedette.connectors.rdp.SensorSettings;
import io.vedette.connectors.rdp.protocol.DecoyAccount;
import io.vedette.connectors.rdp.protocol.Persona;
import io.vedette.connectors.rdp.protocol.RdpConversation;
import io.vedette.connectors.rdp.protocol.SecurityMode;
import io.vedette.connectors.rdp.protocol.WindowsRelease;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * A sensor with its store in a process of its own, so that what it takes of memory and processors
 * is not its client's. Prints its port; ends when its input does, and prints what is stored then:
 * the rows of SecurityEvent of failed sign-ins, their different users, and the connections that it
 * refused.
 */
public final class SensorProcess {
  private SensorProcess() {}

  /** Runs it; the argument is the number of seconds that a client may take for one step. */
  public static void main(String[] args)
      throws IOException, SQLException, GeneralSecurityException, InterruptedException {
    Path folder = Files.createTempDirectory("vedette-bench");
    try {
      run(folder, Duration.ofSeconds(Long.parseLong(args[0])));
    } finally {
      Store.remove(folder);
    }
  }

  private static void run(Path folder, Duration step)
      throws IOException, SQLException, GeneralSecurityException {
    long refused;
    try (Store store = Store.fresh(folder.resolve("store"))) {
      OwnSensor sensor =
          new OwnSensor(folder.resolve("rdp"), InstantSource.system(), store.ingestion());
      sensor.run(settings(step));
      System.out.println(sensor.address().orElseThrow().getPort());
      while (System.in.read() >= 0) {
        // Until the load is over.
      }
      refused = sensor.refused();
      sensor.close();
    }
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("store/events.duckdb"));
        Statement statement = connection.createStatement();
        ResultSet counts =
            statement.executeQuery(
                """
                SELECT count(*), count(DISTINCT "TargetUserName")
                FROM "SecurityEvent" WHERE "EventID" = 4625\
                """)) {
      counts.next();
      System.out.println(counts.getLong(1) + " " + counts.getLong(2) + " " + refused);
    }
  }

  private static SensorSettings settings(Duration step) {
    SensorSettings usual =
        SensorSettings.of(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Persona.of("SRV01", "corp.example", WindowsRelease.SERVER_2022),
            List.of(new DecoyAccount("decoy", "never guessed", DecoyAccount.State.OK, 0)));
    return new SensorSettings(
        usual.listen(),
        usual.persona(),
        usual.decoys(),
        new RdpConversation.Rules(Set.of(SecurityMode.values()), step, usual.rules().hold()),
        usual.mostConnections(),
        usual.mostPerSource(),
        usual.longest(),
        usual.tarpit(),
        usual.passwords());
  }
}
