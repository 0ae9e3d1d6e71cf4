package io.vedette.api;

import io.vedette.api.kusto.KustoEndpoints;
import io.vedette.api.loganalytics.LogAnalyticsEndpoints;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The endpoints below this package: each class of endpoints is named here. */
@Configuration(proxyBeanMethods = false)
@Import({KustoEndpoints.class, LogAnalyticsEndpoints.class})
public class QueryApis {}
