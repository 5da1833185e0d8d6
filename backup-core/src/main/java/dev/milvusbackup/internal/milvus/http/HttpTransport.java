package dev.milvusbackup.internal.milvus.http;

import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.storage.support.CertificateAuthorities;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** HTTP with the TLS of a connection; answers are bounded in time and size. */
public final class HttpTransport {

  // A described segment takes some 100 bytes for each field and log.
  private static final int MAX_ANSWER_BYTES = 64 << 20;

  private final MilvusConnection connection;
  private final @Nullable SSLContext trust;
  private @Nullable HttpClient client;

  public HttpTransport(MilvusConnection connection) {
    this.connection = connection;
    this.trust = connection.tls() ? trust(connection) : null;
  }

  /** Created for the first request: older servers receive none over HTTP. */
  private synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      // By default it reads all certificates that Java trusts: a tenth of a second when cold.
      made =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(connection.connectTimeout())
              .sslContext(trust == null ? trusting() : trust)
              .build();
      client = made;
    }
    return made;
  }

  /** Sends once; returns an answer of any status. The timeout includes reading it. */
  HttpResponse<byte[]> send(
      String verb, HttpRequest request, Duration timeout, MilvusHttpErrors errors) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client().sendAsync(request, head -> new BoundedBody(MAX_ANSWER_BYTES));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw errors.late(verb, e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while waiting for Milvus");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof BoundedBody.TooLargeException) {
        throw errors.unexpected(verb, "it has more than " + MAX_ANSWER_BYTES + " bytes");
      }
      throw cause instanceof HttpTimeoutException
          ? errors.late(verb, cause)
          : errors.unavailable(verb, cause);
    }
  }

  private static SSLContext trust(MilvusConnection connection) {
    try {
      X509TrustManager authorities =
          connection.caCertificate().isPresent()
              ? CertificateAuthorities.of(connection.caCertificate().get())
              : ofTheJvm();
      X509TrustManager trust =
          connection
              .serverName()
              .<X509TrustManager>map(name -> new NamedServerTrust(authorities, name))
              .orElse(authorities);
      return trusting(trust);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new InvalidRequestException(
          "Cannot connect to Milvus: the CA certificate cannot be read (%s). Correct its path."
              .formatted(connection.caCertificate().map(Path::toString).orElse("of the JVM")),
          e);
    }
  }

  private static SSLContext trusting(TrustManager... authorities) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, authorities, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has TLS", e);
    }
  }

  private static X509TrustManager ofTheJvm() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }
}
