package io.vedette.fuzz;

import io.vedette.connectors.rdp.RdpFuzzing;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;

/**
 * Talks with the RDP sensor in damaged conversations, and prints what must never happen: anything
 * thrown, a conversation that does not end.
 *
 * <p>Arguments: seconds, seed. The same seed makes the same damage.
 */
public final class RdpFuzz {
  private RdpFuzz() {}

  /** Ends with 1 when there is a find. */
  public static void main(String[] args)
      throws IOException, InterruptedException, GeneralSecurityException {
    RdpFuzzing fuzzing = new RdpFuzzing(Long.parseLong(args[1]));
    List<String> faults = fuzzing.run(Duration.ofSeconds(Long.parseLong(args[0])));
    faults.forEach(System.out::println);
    System.out.println(fuzzing.conversations() + " conversations, by stage " + fuzzing.reached());
    System.exit(faults.isEmpty() ? 0 : 1);
  }
}
