package dev.milvusbackup.storage.minio;

import dev.milvusbackup.storage.support.CertificateAuthorities;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of a store: without retries, and with enough connections for many concurrent
 * calls.
 */
final class MinioHttp {

  private static final int CONCURRENT_CALLS = 128;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration IDLE = Duration.ofMinutes(1);

  private MinioHttp() {}

  static OkHttpClient client(@Nullable Path caCert) {
    OkHttpClient.Builder builder = builder();
    if (caCert != null) {
      X509TrustManager trust = CertificateAuthorities.of(caCert);
      builder.sslSocketFactory(context(trust).getSocketFactory(), trust);
    }
    return builder.build();
  }

  /** For addresses with {@code http:} only. It avoids reading all certificates that Java trusts. */
  static OkHttpClient withoutTls() {
    return builder()
        .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
        .followSslRedirects(false)
        .build();
  }

  private static OkHttpClient.Builder builder() {
    return new OkHttpClient.Builder()
        .connectTimeout(CONNECT_TIMEOUT)
        .readTimeout(READ_TIMEOUT)
        .writeTimeout(READ_TIMEOUT)
        .socketFactory(new PromptSockets())
        .protocols(List.of(Protocol.HTTP_1_1))
        .dispatcher(dispatcher())
        .connectionPool(new ConnectionPool(CONCURRENT_CALLS, IDLE.toSeconds(), TimeUnit.SECONDS));
  }

  /** The default one allows five requests per host, and delays the exit of the JVM for a minute. */
  private static Dispatcher dispatcher() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "minio-store");
              thread.setDaemon(true);
              return thread;
            });
    Dispatcher dispatcher = new Dispatcher(executor);
    dispatcher.setMaxRequests(CONCURRENT_CALLS);
    dispatcher.setMaxRequestsPerHost(CONCURRENT_CALLS);
    return dispatcher;
  }

  private static SSLContext context(X509TrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has TLS", e);
    }
  }
}
