package dev.milvusbackup.internal.milvus.http;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.internal.milvus.ReplayedMilvus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS by a certificate that no authority of the JVM knows, for a name that is not the address. */
class MilvusHttpTlsTest {

  @TempDir static Path folder;

  private static WireMockServer server;
  private static Path certificate;

  @BeforeAll
  static void start() throws Exception {
    Path store = folder.resolve("server.p12");
    certificate = folder.resolve("server.pem");
    keytool(
        "-genkeypair -alias milvus -keyalg EC -dname CN=milvus.internal"
            + " -ext san=dns:milvus.internal,dns:*.pool.internal -validity 2",
        store);
    keytool("-exportcert -alias milvus -rfc -file " + certificate, store);
    server =
        new WireMockServer(
            options()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystorePath(store.toString())
                .keystorePassword("changeit")
                .keyManagerPassword("changeit")
                .keystoreType("PKCS12"));
    server.start();
    server.stubFor(post(anyUrl()).willReturn(okJson("{\"code\":0,\"data\":{\"here\":1}}")));
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  private static MilvusConnection milvus() {
    return MilvusConnection.at("https://localhost:" + server.httpsPort());
  }

  @Test
  void trustsTheGivenCertificateForTheGivenName() {
    MilvusConnection connection =
        milvus().withCaCertificate(certificate).withServerName("milvus.internal");

    assertThat(call(connection)).isEqualTo(1);
  }

  @Test
  void refusesAnotherName() {
    MilvusConnection connection = milvus().withCaCertificate(certificate);

    assertThatThrownBy(() -> call(connection)).isInstanceOf(MilvusUnavailableException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"milvus", "internal", "a.milvus.internal", "*.internal", "other.internal"})
  void refusesNamesThatAreOnlyAlike(String name) {
    MilvusConnection connection = milvus().withCaCertificate(certificate).withServerName(name);

    assertThatThrownBy(() -> call(connection)).isInstanceOf(MilvusUnavailableException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one.pool.internal", "ONE.pool.INTERNAL"})
  void aStarStandsForOneLabel(String name) {
    MilvusConnection connection = milvus().withCaCertificate(certificate).withServerName(name);

    assertThat(call(connection)).isEqualTo(1);
    assertThatThrownBy(() -> call(connection.withServerName("a.one.pool.internal")))
        .isInstanceOf(MilvusUnavailableException.class);
  }

  @Test
  void refusesACertificateThatNobodyVouchesFor() {
    MilvusConnection connection = milvus().withServerName("milvus.internal");

    assertThatThrownBy(() -> call(connection))
        .isInstanceOf(MilvusUnavailableException.class)
        .hasMessageContaining("SSLHandshakeException");
  }

  @Test
  void aCertificateThatCannotBeReadIsAWrongRequest() {
    MilvusConnection connection = milvus().withCaCertificate(folder.resolve("nothing.pem"));

    assertThatThrownBy(() -> call(connection))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("nothing.pem");
  }

  private static int call(MilvusConnection connection) {
    return ReplayedMilvus.http(connection).change("try", "/v2/x", Map.of()).path("here").asInt();
  }

  private static void keytool(String arguments, Path store)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            (System.getProperty("java.home")
                    + "/bin/keytool "
                    + arguments
                    + " -storetype PKCS12 -storepass changeit -keystore "
                    + store)
                .split(" "));
    Path log = Files.createTempFile(folder, "keytool", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
  }
}
