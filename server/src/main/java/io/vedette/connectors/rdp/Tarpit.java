package io.vedette.connectors.rdp;

import io.vedette.connectors.rdp.protocol.Capture;
import io.vedette.connectors.rdp.protocol.RdpObserver;
import io.vedette.connectors.rdp.protocol.SessionEnd;
import io.vedette.connectors.rdp.protocol.SignIn;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets whoever guessed wrong wait for the answer, which comes after an attempt was told of.
 *
 * @param closing ends all waiting
 */
record Tarpit(RdpObserver observer, Duration pause, CountDownLatch closing) implements RdpObserver {
  @Override
  public void connected() {
    observer.connected();
  }

  @Override
  public void signIn(SignIn attempt) {
    observer.signIn(attempt);
    if (!attempt.verdict().isAccepted()) {
      try {
        var _ = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void signOff(SignIn session, SessionEnd how) {
    observer.signOff(session, how);
  }

  @Override
  public void ended(Capture capture) {
    observer.ended(capture);
  }
}
