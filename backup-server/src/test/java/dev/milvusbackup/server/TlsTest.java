package dev.milvusbackup.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.server.internal.http.PemTls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PEM files as openssl makes them. */
class TlsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"rsa:2048", "ed25519"})
  void servesWithPemFiles(String algorithm) throws Exception {
    openssl(algorithm);
    SSLContext server = PemTls.context(folder.resolve("cert"), folder.resolve("key"));
    try (SSLServerSocket listener =
            (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0);
        SSLSocket client =
            (SSLSocket)
                trusting().getSocketFactory().createSocket("localhost", listener.getLocalPort())) {
      Thread answer =
          new Thread(
              () -> {
                try (var accepted = listener.accept()) {
                  accepted.getOutputStream().write('x');
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      answer.start();

      assertThat(client.getInputStream().read()).isEqualTo('x');
      answer.join();
    }
  }

  @Test
  void refusesWhatIsNoKey() throws Exception {
    openssl("rsa:2048");
    Path other = Files.writeString(folder.resolve("other"), "-----BEGIN RSA PRIVATE KEY-----");

    assertThatThrownBy(() -> PemTls.context(folder.resolve("cert"), other))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("openssl pkcs8");
    assertThatThrownBy(() -> PemTls.context(folder.resolve("nosuch"), other))
        .isInstanceOf(InvalidRequestException.class);
  }

  private void openssl(String algorithm) throws Exception {
    Path openssl = Tools.find("openssl", "apt-get install openssl");
    Process process =
        new ProcessBuilder(
                openssl.toString(),
                "req",
                "-x509",
                "-newkey",
                algorithm,
                "-nodes",
                "-keyout",
                folder.resolve("key").toString(),
                "-out",
                folder.resolve("cert").toString(),
                "-subj",
                "/CN=localhost")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
  }

  private SSLContext trusting() throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(folder.resolve("cert"))) {
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
