package io.vedette.api.kusto;

import io.vedette.identity.RequiresRole;
import io.vedette.identity.Role;
import io.vedette.kql.RowScope;
import io.vedette.query.QueryEngine;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryRequest;
import io.vedette.query.ResultSet;
import io.vedette.workspace.Workspace;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs queries and reading commands as a Kusto cluster does.
 *
 * <p>Source: Kusto documentation, "Query/management HTTP request" and its answers.
 */
@RestController
@RequiresRole(Role.READER)
public final class KustoEndpoints {
  private static final String CLIENT_REQUEST_ID = "x-ms-client-request-id";

  private final QueryEngine engine;
  private final Workspace workspace;
  private final InstantSource clock;
  private final JsonMapper json;
  private final ManagementCommands commands;

  KustoEndpoints(QueryEngine engine, Workspace workspace, InstantSource clock, JsonMapper json) {
    this.engine = engine;
    this.workspace = workspace;
    this.clock = clock;
    this.json = json;
    this.commands = new ManagementCommands(workspace);
  }

  /** Where clients sign in. They ask before they have a token; ours is given to them as it is. */
  @GetMapping("/v1/rest/auth/metadata")
  Map<String, Object> authentication() {
    return Map.of(
        "AzureAD",
        Map.of(
            "LoginEndpoint", "https://login.microsoftonline.com",
            "LoginMfaRequired", false,
            "KustoClientAppId", "db662dc1-0cfe-4e1c-a843-19a68e65be58",
            "KustoClientRedirectUri", "http://localhost",
            "KustoServiceResourceId", "https://kusto.kusto.windows.net",
            "FirstPartyAuthorityUrl", ""));
  }

  @PostMapping("/v1/rest/query")
  void queryV1(
      @RequestBody KustoRequest body,
      @RequestHeader(name = CLIENT_REQUEST_ID, required = false) @Nullable String id,
      HttpServletResponse response)
      throws IOException {
    KustoQuery query = begin(id, response);
    QueryOutcome.Completed completed = run(body, query);
    try (JsonGenerator out = open(response)) {
      KustoV1.writeQuery(out, completed.tables(), query);
    }
  }

  @PostMapping("/v2/rest/query")
  void queryV2(
      @RequestBody KustoRequest body,
      @RequestHeader(name = CLIENT_REQUEST_ID, required = false) @Nullable String id,
      HttpServletResponse response)
      throws IOException {
    KustoQuery query = begin(id, response);
    QueryOutcome.Completed completed = run(body, query);
    try (JsonGenerator out = open(response)) {
      new KustoV2(out, body.isOn("results_progressive_enabled"))
          .write(completed.tables(), completed.statistics(), query);
    }
  }

  @PostMapping("/v1/rest/mgmt")
  void command(
      @RequestBody KustoRequest body,
      @RequestHeader(name = CLIENT_REQUEST_ID, required = false) @Nullable String id,
      HttpServletResponse response)
      throws IOException {
    KustoQuery query = begin(id, response);
    String text = body.text(query);
    ResultSet result = commands.run(text);
    if (result == null) {
      throw new KustoException(
          400,
          KustoError.badRequest(
              "Vedette has no such command. It knows: "
                  + String.join(", ", ManagementCommands.KNOWN),
              query));
    }
    try (JsonGenerator out = open(response)) {
      KustoV1.writeCommand(out, result);
    }
  }

  private KustoQuery begin(@Nullable String id, HttpServletResponse response) {
    KustoQuery query = KustoQuery.begin(clock.instant(), id);
    response.setHeader("x-ms-activity-id", query.activityId());
    return query;
  }

  private JsonGenerator open(HttpServletResponse response) throws IOException {
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    return json.createGenerator(response.getOutputStream());
  }

  private QueryOutcome.Completed run(KustoRequest body, KustoQuery query) {
    String kql = body.text(query);
    requireOurs(body.db(), query);
    QueryRequest request =
        new QueryRequest(
            kql,
            query.now(),
            null,
            RowScope.ALL,
            body.limits(),
            query.clientRequestId(),
            body.parameters());
    return switch (engine.run(request)) {
      case QueryOutcome.Completed completed -> completed;
      case QueryOutcome.Failed failed ->
          throw new KustoException(400, KustoError.ofQuery(kql, failed, query));
      case QueryOutcome.Stopped stopped ->
          throw new KustoException(
              KustoError.status(stopped.reason()), KustoError.stopped(stopped, query));
    };
  }

  private void requireOurs(@Nullable String database, KustoQuery query) {
    String name = database == null ? "" : database.strip().toLowerCase(Locale.ROOT);
    boolean ours =
        name.isEmpty()
            || name.equals(DatabaseSchema.DATABASE)
            || name.equals("netdefaultdb")
            || name.equals(workspace.id().toString());
    if (!ours) {
      throw new KustoException(
          400,
          KustoError.badRequest(
              "Database '%s' could not be found; the one here is '%s'."
                  .formatted(database, DatabaseSchema.DATABASE),
              query));
    }
  }

  @ExceptionHandler
  ResponseEntity<KustoError.Body> refused(KustoException refused) {
    return ResponseEntity.status(refused.status())
        .contentType(MediaType.APPLICATION_JSON)
        .body(new KustoError.Body(refused.error()));
  }

  @ExceptionHandler
  ResponseEntity<KustoError.Body> unreadable(HttpMessageNotReadableException unreadable) {
    return refused(
        new KustoException(
            400,
            KustoError.badRequest(
                "The body is no JSON object with db and csl.",
                KustoQuery.begin(clock.instant(), null))));
  }
}
