package io.vedette;

import io.vedette.api.QueryApis;
import io.vedette.http.AnswerFilter;
import io.vedette.identity.CurrentUser;
import io.vedette.identity.Identity;
import io.vedette.identity.KnownHostFilter;
import io.vedette.platform.Certificates;
import io.vedette.platform.CertifiedKey;
import io.vedette.platform.HostNames;
import io.vedette.platform.LiveEvents;
import io.vedette.platform.Settings;
import io.vedette.portalapi.Problem;
import io.vedette.portalapi.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.web.servlet.DispatcherServlet;

/** The web server and what guards it. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class WiringWeb {
  /**
   * Scripts come from the server alone. Styles may stand in the page: Fluent UI's Griffel, Monaco
   * and ECharts write style elements and attributes while they run. Monaco's workers may be blobs.
   */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; font-src 'self' data:; connect-src 'self';"
          + " worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  @Bean
  CertifiedKey servedCertificate(Certificates certificates) {
    return certificates.current();
  }

  @Bean
  TomcatServletWebServerFactory webServerFactory(Settings settings, CertifiedKey certificate) {
    return TomcatSetup.factory(settings, certificate);
  }

  @Bean
  DispatcherServlet dispatcherServlet() {
    return new DispatcherServlet();
  }

  @Bean
  DispatcherServletRegistrationBean dispatcherServletRegistration(DispatcherServlet servlet) {
    DispatcherServletRegistrationBean registration =
        new DispatcherServletRegistrationBean(servlet, "/");
    registration.setName("dispatcherServlet");
    registration.setLoadOnStartup(1);
    registration.setAsyncSupported(true);
    return registration;
  }

  /** No answer is asynchronous: each has a virtual thread, which may wait. */
  @Bean
  FilterRegistrationBean<AnswerFilter> answerFilterRegistration() {
    FilterRegistrationBean<AnswerFilter> registration =
        new FilterRegistrationBean<>(new AnswerFilter());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    registration.setAsyncSupported(false);
    return registration;
  }

  @Bean
  DelegatingFilterProxyRegistrationBean securityFilterRegistration() {
    DelegatingFilterProxyRegistrationBean registration =
        new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
    registration.setAsyncSupported(true);
    return registration;
  }

  @Bean
  LiveEventsStop liveEventsStop(LiveEvents events) {
    return new LiveEventsStop(events);
  }

  @Bean
  SecurityFilterChain securityFilterChain(
      HttpSecurity http, Identity identity, Settings settings, Problems problems) {
    CookieCsrfTokenRepository csrfTokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
    csrfTokens.setCookieCustomizer(cookie -> cookie.secure(true).sameSite("Strict"));
    return http.securityMatcher("/**")
        .addFilterBefore(new KnownHostFilter(HostNames.of(settings.listen())), CsrfFilter.class)
        .addFilterBefore(identity.filter(), CsrfFilter.class)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(
            csrf ->
                csrf.spa()
                    .csrfTokenRepository(csrfTokens)
                    .requireCsrfProtectionMatcher(WiringWeb::needsCsrfToken))
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(HttpMethod.POST, "/api/session")
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, "/v1/rest/auth/metadata")
                    .permitAll()
                    .requestMatchers("/api/**", "/v1/**", "/v2/**")
                    .authenticated()
                    .anyRequest()
                    .permitAll())
        .exceptionHandling(
            errors ->
                errors
                    .authenticationEntryPoint(
                        (request, response, exception) -> notSignedIn(problems, request, response))
                    .accessDeniedHandler(
                        (request, response, exception) -> denied(problems, request, response)))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(
                        policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                    .referrerPolicy(
                        policy ->
                            policy.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN))
                    .crossOriginOpenerPolicy(
                        policy ->
                            policy.policy(
                                CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy
                                    .SAME_ORIGIN))
                    .crossOriginResourcePolicy(
                        policy ->
                            policy.policy(
                                CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy
                                    .SAME_ORIGIN))
                    .permissionsPolicyHeader(
                        policy -> policy.policy("camera=(), microphone=(), geolocation=()"))
                    .httpStrictTransportSecurity(
                        strict -> strict.requestMatcher(WiringWeb::hasPublicName)))
        .build();
  }

  /** Browsers add no Authorization header by themselves, so such a request cannot be forged. */
  private static boolean needsCsrfToken(HttpServletRequest request) {
    return !READING.contains(request.getMethod()) && request.getHeader("Authorization") == null;
  }

  /** On a loopback name the header would bind every other local server to HTTPS too. */
  private static boolean hasPublicName(HttpServletRequest request) {
    String name = request.getServerName();
    return request.isSecure() && !name.equals("localhost") && !HostNames.isAddress(name);
  }

  private static void notSignedIn(
      Problems problems, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (QueryApis.serve(request.getRequestURI())) {
      QueryApis.refuseStranger(response);
      return;
    }
    problems.write(response, Problem.of(401, "NotSignedIn", "Sign in first."));
  }

  private static void denied(
      Problems problems, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (CurrentUser.find().isEmpty() && !request.getRequestURI().equals("/api/session")) {
      notSignedIn(problems, request, response);
      return;
    }
    problems.write(
        response,
        Problem.of(
            403,
            "CsrfTokenMissing",
            "The header X-XSRF-TOKEN must repeat the cookie XSRF-TOKEN. Load the page anew."));
  }
}
