package io.vedette;

import io.vedette.api.QueryApis;
import io.vedette.cli.ServerStart;
import io.vedette.connectors.rdp.SensorConfiguration;
import io.vedette.identity.Accounts;
import io.vedette.platform.BrokenCertificateException;
import io.vedette.platform.Certificates;
import io.vedette.platform.CertifiedKey;
import io.vedette.platform.DataDirectory;
import io.vedette.platform.ServerAddress;
import io.vedette.platform.Settings;
import io.vedette.portalapi.PortalApi;
import io.vedette.query.EventDatabaseException;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

/** The whole server in this process. */
public final class VedetteServer implements ServerStart.Running {
  private final DataDirectory directory;
  private final AnnotationConfigServletWebServerApplicationContext context;
  private final URI address;
  private final Optional<String> firstPassword;
  private final CertificateRenewal renewal;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private VedetteServer(
      DataDirectory directory,
      AnnotationConfigServletWebServerApplicationContext context,
      URI address,
      Optional<String> firstPassword,
      CertificateRenewal renewal) {
    this.directory = directory;
    this.context = context;
    this.address = address;
    this.firstPassword = firstPassword;
    this.renewal = renewal;
  }

  /** Starts a server; see {@link ServerStart#start}. */
  public static ServerStart.Outcome start(Settings settings) {
    return switch (DataDirectory.open(settings.dataDirectory())) {
      case DataDirectory.Opening.Unavailable(String message) ->
          new ServerStart.Outcome.Refused(message);
      case DataDirectory.Opening.Held(DataDirectory directory) -> start(settings, directory);
    };
  }

  private static ServerStart.Outcome start(Settings settings, DataDirectory directory) {
    OpeningStores stores = OpeningStores.of(settings);
    var context = new AnnotationConfigServletWebServerApplicationContext();
    boolean started = false;
    try {
      context.getBeanFactory().registerSingleton("settings", settings);
      context.getBeanFactory().registerSingleton("stores", stores);
      context.register(
          WiringPlatform.class,
          WiringStore.class,
          WiringIdentity.class,
          WiringAnalytics.class,
          WiringConnectors.class,
          WiringWeb.class,
          PortalApi.class,
          QueryApis.class);
      context.refresh();
      Optional<String> password = context.getBean(Accounts.class).makeAdministratorWhenNone();
      TomcatWebServer web = (TomcatWebServer) Objects.requireNonNull(context.getWebServer());
      int port = web.getPort();
      URI address = ServerAddress.of(settings.listen().address(), port);
      startSensor(context.getBean(SensorConfiguration.class));
      ServerAddress.publish(settings.dataDirectory(), address);
      started = true;
      return new ServerStart.Outcome.Started(
          new VedetteServer(directory, context, address, password, renewal(context, web)));
    } catch (SensorFailure e) {
      return new ServerStart.Outcome.Refused(String.valueOf(e.getMessage()));
    } catch (WebServerException | BeansException e) {
      String reason = mendable(e, settings);
      if (reason == null) {
        throw e;
      }
      return new ServerStart.Outcome.Refused(reason);
    } finally {
      if (!started) {
        context.close();
        stores.close();
        directory.close();
      }
    }
  }

  private static void startSensor(SensorConfiguration sensor) throws SensorFailure {
    try {
      sensor.start();
    } catch (IOException | GeneralSecurityException e) {
      throw new SensorFailure(
          "The RDP sensor cannot start: "
              + e.getMessage()
              + ". Choose another port under 'rdp' in vedette.yaml.",
          e);
    }
  }

  /** Why there is no sensor; a person can mend it. */
  private static final class SensorFailure extends Exception {
    private static final long serialVersionUID = 1L;

    SensorFailure(String message, Exception cause) {
      super(message, cause);
    }
  }

  private static CertificateRenewal renewal(
      AnnotationConfigServletWebServerApplicationContext context, TomcatWebServer web) {
    return new CertificateRenewal(
        context.getBean(Certificates.class),
        context.getBean(CertifiedKey.class),
        web.getTomcat().getConnector());
  }

  /** What a person can mend, in words; null when it is a bug. */
  private static @Nullable String mendable(Throwable failure, Settings settings) {
    Settings.Listen listen = settings.listen();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortInUseException) {
        return "Port "
            + listen.port()
            + " is taken by another program. Choose another with --port (0 takes any free one).";
      }
      if (cause instanceof BindException) {
        return "Cannot listen on "
            + listen.address()
            + ":"
            + listen.port()
            + " ("
            + cause.getMessage()
            + "). Choose another with --bind and --port.";
      }
      if (cause instanceof BrokenCertificateException || cause instanceof EventDatabaseException) {
        return cause.getMessage();
      }
    }
    return null;
  }

  @Override
  public URI address() {
    return address;
  }

  @Override
  public Optional<String> firstPassword() {
    return firstPassword;
  }

  @Override
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }

  @Override
  public synchronized void close() {
    if (stopped.getCount() == 0) {
      return;
    }
    renewal.close();
    ServerAddress.withdraw(context.getBean(Settings.class).dataDirectory());
    context.close();
    directory.close();
    stopped.countDown();
  }
}
