package io.vedette.cli;

import io.vedette.platform.Settings;
import java.net.URI;
import java.util.Optional;

/** Starts the server in this process; the commands know it by this name only. */
@FunctionalInterface
public interface ServerStart {
  /** Starts it and returns when it answers, or says why it cannot. */
  Outcome start(Settings settings);

  /** What a start gives. */
  sealed interface Outcome {
    record Started(Running server) implements Outcome {}

    /** It cannot start; the message says why and what to do. */
    record Refused(String message) implements Outcome {}
  }

  /** A server that answers. */
  interface Running extends AutoCloseable {
    /** Where, for example {@code https://localhost:8443}. */
    URI address();

    /** The administrator's password when this start made the account; kept nowhere else. */
    Optional<String> firstPassword();

    /** The part of that type. */
    <T> T part(Class<T> type);

    /** Waits until it has stopped. */
    void awaitStop() throws InterruptedException;

    /** Finishes what is under way, and stops. */
    @Override
    void close();
  }
}
