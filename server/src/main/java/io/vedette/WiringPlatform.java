package io.vedette;

import io.vedette.platform.Certificates;
import io.vedette.platform.LiveEvents;
import io.vedette.platform.Settings;
import io.vedette.platform.StateDatabase;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** What every part stands on. */
@Configuration(proxyBeanMethods = false)
class WiringPlatform {
  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  JsonMapper jsonMapper() {
    return JsonMapper.builder().build();
  }

  @Bean
  StateDatabase stateDatabase(OpeningStores stores) {
    return stores.state();
  }

  @Bean
  JdbcClient jdbcClient(StateDatabase database) {
    return database.jdbc();
  }

  @Bean
  TransactionOperations transactionOperations(StateDatabase database) {
    return database.transaction();
  }

  @Bean(destroyMethod = "")
  LiveEvents liveEvents() {
    return new LiveEvents();
  }

  @Bean
  Certificates certificates(Settings settings, InstantSource clock) {
    return new Certificates(settings, clock);
  }
}
