package io.vedette.api.kusto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.microsoft.azure.kusto.data.Client;
import com.microsoft.azure.kusto.data.ClientFactory;
import com.microsoft.azure.kusto.data.ClientRequestProperties;
import com.microsoft.azure.kusto.data.KustoOperationResult;
import com.microsoft.azure.kusto.data.KustoResultSetTable;
import com.microsoft.azure.kusto.data.auth.ConnectionStringBuilder;
import com.microsoft.azure.kusto.data.exceptions.DataServiceException;
import io.vedette.testing.RunningServer;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Microsoft's own Java client of Kusto, unmodified, against a running server. */
@Timeout(20)
class KustoClientTest {
  private static final String EVERY_TYPE =
      """
      print b = true, i = int(5), l = 9007199254740993, r = 1.5, nan = real(nan),
        d = decimal(1.25), s = "a\\"b", t = datetime(2026-11-24 07:00:00.1234567),
        span = timespan(-1.02:03:04.5), g = guid(74be27de-1e4e-49d9-b579-fe0b331d3642),
        o = dynamic({"a": [1, "x"]}), none = int(null)
      """;

  private static RunningServer server;
  private static Client client;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start();
    client = client(server.token());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Client client(String token) throws Exception {
    HttpClient.Builder http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(RunningServer.trusting(server.directory()));
    return ClientFactory.createClient(
        ConnectionStringBuilder.createWithAadAccessTokenAuthentication(
            server.address().toString(), token),
        new JdkHttpClientBuilder(http).build());
  }

  private static List<List<Object>> rows(KustoResultSetTable table) {
    List<List<Object>> rows = new ArrayList<>();
    while (table.next()) {
      rows.add(new ArrayList<>(table.getCurrentRow()));
    }
    return rows;
  }

  @Test
  void everyTypeIsRead() throws Exception {
    KustoResultSetTable row = client.executeQuery("workspace", EVERY_TYPE).getPrimaryResults();

    assertThat(row.next()).isTrue();
    assertThat(row.getColumns())
        .extracting(column -> column.getColumnType())
        .containsExactly(
            "bool",
            "int",
            "long",
            "real",
            "real",
            "decimal",
            "string",
            "datetime",
            "timespan",
            "guid",
            "dynamic",
            "int");
    assertThat(row.getBoolean("b")).isTrue();
    assertThat(row.getInt("i")).isEqualTo(5);
    assertThat(row.getLong("l")).isEqualTo(9_007_199_254_740_993L);
    assertThat(row.getDouble("r")).isEqualTo(1.5);
    assertThat(row.getBigDecimal("d")).isEqualByComparingTo("1.25");
    assertThat(row.getString("s")).isEqualTo("a\"b");
    assertThat(row.getKustoDateTime("t")).isEqualTo("2026-11-24T07:00:00.123456700");
    assertThat(row.getString("span")).isEqualTo("-1.02:03:04.5000000");
    assertThat(row.getUUID("g")).hasToString("74be27de-1e4e-49d9-b579-fe0b331d3642");
    assertThat(row.getJSONObject("o")).hasToString("{\"a\":[1,\"x\"]}");
    assertThat(row.getIntegerObject("none")).isNull();
    assertThat(row.next()).isFalse();
  }

  @Test
  void everyTypeIsReadFromTheFirstVersionToo() throws Exception {
    RunningServer.Answer answer =
        server.post("/v1/rest/query", java.util.Map.of("db", "workspace", "csl", EVERY_TYPE));
    KustoResultSetTable row =
        new KustoOperationResult(answer.text(), "v1/rest/query").getPrimaryResults();

    assertThat(row.next()).isTrue();
    assertThat(row.getBoolean("b")).isTrue();
    assertThat(row.getLong("l")).isEqualTo(9_007_199_254_740_993L);
    assertThat(row.getBigDecimal("d")).isEqualByComparingTo("1.25");
    assertThat(row.getUUID("g")).hasToString("74be27de-1e4e-49d9-b579-fe0b331d3642");
    assertThat(row.getIntegerObject("none")).isNull();
  }

  @Test
  void severalResultsComeAsSeveralTables() throws Exception {
    KustoOperationResult result =
        client.executeQuery("workspace", "print a = 1; range x from 1 to 3 step 1");

    assertThat(result.getResultTables())
        .filteredOn(table -> "PrimaryResult".equals(String.valueOf(table.getTableKind())))
        .hasSize(2);
  }

  @Test
  void progressiveFramesHoldTheSameRows() {
    RunningServer.Answer answer =
        server.post(
            "/v2/rest/query",
            java.util.Map.of(
                "db",
                "workspace",
                "csl",
                "range x from 1 to 25000 step 1",
                "properties",
                java.util.Map.of(
                    "Options", java.util.Map.of("results_progressive_enabled", true))));

    List<String> frames = new ArrayList<>();
    long rows = 0;
    for (var frame : answer.json()) {
      frames.add(frame.path("FrameType").asString());
      rows +=
          frame.path("FrameType").asString().equals("TableFragment")
              ? frame.path("Rows").size()
              : 0;
    }
    assertThat(rows).isEqualTo(25_000);
    assertThat(frames)
        .containsExactly(
            "DataSetHeader",
            "DataTable",
            "TableHeader",
            "TableFragment",
            "TableProgress",
            "TableFragment",
            "TableProgress",
            "TableFragment",
            "TableProgress",
            "TableCompletion",
            "DataTable",
            "DataSetCompletion");
  }

  @Test
  void mistakesOfAQueryAreTheClientsExceptions() {
    assertThatThrownBy(
            () -> client.executeQuery("workspace", "SecurityEvent | where EventIdd == 1"))
        .isInstanceOf(DataServiceException.class)
        .hasStackTraceContaining("KS142")
        .hasStackTraceContaining("[line:position=1:23]");
    assertThatThrownBy(() -> client.executeQuery("workspace", "SecurityEvent | where ("))
        .isInstanceOf(DataServiceException.class)
        .hasStackTraceContaining("Syntax error");
    assertThatThrownBy(() -> client.executeQuery("elsewhere", "print 1"))
        .isInstanceOf(DataServiceException.class)
        .hasStackTraceContaining("'elsewhere' could not be found");
  }

  @Test
  void theServersTimeLimitCanBeShortened() {
    ClientRequestProperties properties = new ClientRequestProperties();
    properties.setOption(ClientRequestProperties.OPTION_SERVER_TIMEOUT, "00:00:01");
    assertThatThrownBy(
            () ->
                client.executeQuery(
                    "workspace",
                    "range a from 1 to 300000 step 1 | extend k = 1 | join kind=inner (range b from"
                        + " 1 to 1000000 step 1 | extend k = 1) on k | summarize countif((a * b) % 7 == 3)",
                    properties))
        .hasStackTraceContaining("it ran longer than 1 seconds");
  }

  @Test
  void parametersOfEveryTypeAreTaken() throws Exception {
    ClientRequestProperties properties = new ClientRequestProperties();
    properties.setParameter("s", "it's \"quoted\" | count");
    properties.setParameter("l", -7L);
    properties.setParameter("i", 5);
    properties.setParameter("r", 1.5);
    properties.setParameter("b", true);
    properties.setParameter("g", UUID.fromString("74be27de-1e4e-49d9-b579-fe0b331d3642"));
    properties.setParameter("t", LocalDateTime.of(2026, 11, 24, 7, 0));
    properties.setParameter("span", Duration.ofMinutes(90));
    properties.setParameter("o", "dynamic([\"a\", 2])");
    properties.setParameter("plain", "12");
    KustoResultSetTable row =
        client
            .executeQuery(
                "workspace",
                """
                declare query_parameters(s:string, l:long, i:int, r:real, b:bool, g:guid,
                  t:datetime, span:timespan, o:dynamic, plain:long = 3, absent:long = 4);
                print s, l, i, r, b, g, later = t + span, o[0], plain, absent
                """,
                properties)
            .getPrimaryResults();

    assertThat(rows(row))
        .singleElement()
        .satisfies(
            cells ->
                assertThat(cells.stream().map(String::valueOf))
                    .containsExactly(
                        "it's \"quoted\" | count",
                        "-7",
                        "5",
                        "1.5",
                        "true",
                        "74be27de-1e4e-49d9-b579-fe0b331d3642",
                        "2026-11-24T08:30:00Z",
                        "a",
                        "12",
                        "4"));
  }

  @Test
  void aParameterIsALiteralOfItsType() {
    ClientRequestProperties properties = new ClientRequestProperties();
    properties.setParameter("l", "1) | union (SecurityEvent");
    assertThatThrownBy(
            () ->
                client.executeQuery(
                    "workspace", "declare query_parameters(l:long); print l", properties))
        .isInstanceOf(DataServiceException.class)
        .hasStackTraceContaining("KS189")
        .hasStackTraceContaining("is no long");
    assertThatThrownBy(
            () -> client.executeQuery("workspace", "declare query_parameters(l:long); print l"))
        .hasStackTraceContaining("'l' has no value");
  }

  @Test
  void theResultsLimitsCanBeChosen() throws Exception {
    String many = "range x from 1 to 600000 step 1";
    ClientRequestProperties few = new ClientRequestProperties();
    few.setOption("truncationmaxrecords", 10);
    assertThatThrownBy(() -> client.executeQuery("workspace", many, few))
        .hasStackTraceContaining("record count limit 10 (E_QUERY_RESULT_SET_TOO_LARGE");
    assertThatThrownBy(() -> client.executeQuery("workspace", many))
        .hasStackTraceContaining("record count limit 500000");
    ClientRequestProperties all = new ClientRequestProperties();
    all.setOption("notruncation", true);
    assertThat(client.executeQuery("workspace", many, all).getPrimaryResults().count())
        .isEqualTo(600_000);
    ClientRequestProperties first = new ClientRequestProperties();
    first.setOption("query_take_max_records", 3);
    assertThat(client.executeQuery("workspace", many, first).getPrimaryResults().count())
        .isEqualTo(3);
  }

  @Test
  void aWrongTokenIsRefused() throws Exception {
    Client stranger = client("not-the-token");
    assertThatThrownBy(() -> stranger.executeQuery("workspace", "print 1"))
        .hasStackTraceContaining("401");
  }

  @Test
  void readingCommandsAnswer() throws Exception {
    assertThat(rows(client.executeMgmt("workspace", ".show databases").getPrimaryResults()))
        .singleElement()
        .satisfies(row -> assertThat(row).contains("workspace", "ReadWrite"));
    assertThat(rows(client.executeMgmt("workspace", ".show tables").getPrimaryResults()))
        .anySatisfy(row -> assertThat(row).startsWith("SecurityEvent", "workspace"));
    assertThat(
            rows(
                client
                    .executeMgmt("workspace", ".show table SecurityEvent cslschema")
                    .getPrimaryResults()))
        .singleElement()
        .satisfies(row -> assertThat(row.get(1).toString()).contains("EventID:int"));
    assertThat(
            rows(
                client
                    .executeMgmt("workspace", ".show database ['workspace'] schema as json")
                    .getPrimaryResults()))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.getFirst().toString())
                    .contains("\"CslType\":\"datetime\"")
                    .contains("\"CslDefaultValue\":\"datetime(null)\""));
    assertThat(rows(client.executeMgmt("workspace", ".show version").getPrimaryResults()))
        .singleElement()
        .satisfies(row -> assertThat(row.get(3).toString()).startsWith("Vedette "));
    assertThat(rows(client.executeMgmt("workspace", ".show operations").getPrimaryResults()))
        .isEmpty();
    assertThat(client.executeMgmt("workspace", ".show functions").getPrimaryResults().getColumns())
        .extracting(column -> column.getColumnName())
        .containsExactly("Name", "Parameters", "Body", "Folder", "DocString");
    assertThat(rows(client.executeMgmt("workspace", ".show functions").getPrimaryResults()))
        .filteredOn(row -> row.getFirst().equals("_Im_Dns"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get(1).toString()).startsWith("(starttime:datetime=datetime(null),");
              assertThat(row.get(2).toString()).startsWith("{").endsWith("}");
            });
    assertThatThrownBy(() -> client.executeMgmt("workspace", ".drop table SecurityEvent"))
        .hasStackTraceContaining("no such command");
  }
}
