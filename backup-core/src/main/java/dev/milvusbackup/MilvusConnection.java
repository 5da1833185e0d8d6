package dev.milvusbackup;

import dev.milvusbackup.error.InvalidRequestException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The address of a Milvus server, with credentials and timeouts. Immutable; each {@code with…}
 * method returns a changed copy. {@link #toString()} contains no secrets.
 */
public final class MilvusConnection {

  private static final int DEFAULT_PORT = 19530;
  private static final int MANAGEMENT_PORT = 9091;

  private final URI uri;
  private final @Nullable String token;
  private final Tls tls;
  private final @Nullable URI management;
  private final Timeouts timeouts;

  private MilvusConnection(
      URI uri, @Nullable String token, Tls tls, @Nullable URI management, Timeouts timeouts) {
    this.uri = uri;
    this.token = token;
    this.tls = tls;
    this.management = management;
    this.timeouts = timeouts;
  }

  private record Tls(@Nullable Path caCertificate, @Nullable String serverName) {}

  private record Timeouts(Duration connect, Duration call) {}

  /**
   * Returns a connection without credentials, with a connect timeout of 10 seconds and a call
   * timeout of 30 seconds.
   *
   * @param uri {@code http://host:port}, or {@code https://host:port} for TLS; the default port is
   *     19530
   * @return a new connection
   * @throws InvalidRequestException if the URI is not of that form
   */
  public static MilvusConnection at(String uri) {
    return new MilvusConnection(
        parse(uri, DEFAULT_PORT),
        null,
        new Tls(null, null),
        null,
        new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30)));
  }

  /**
   * Returns a copy with a token.
   *
   * @param token {@code user:password}, or an API key
   * @return the changed copy
   */
  public MilvusConnection withToken(String token) {
    Objects.requireNonNull(token, "token");
    return new MilvusConnection(uri, token, tls, management, timeouts);
  }

  /**
   * Returns a copy with a user and password.
   *
   * @param user the user
   * @param password the password
   * @return the changed copy
   */
  public MilvusConnection withCredentials(String user, String password) {
    return withToken(user + ":" + password);
  }

  /**
   * Returns a copy that trusts different certificate authorities than the JVM. Requires {@code
   * https}.
   *
   * @param pem a PEM file with their certificates
   * @return the changed copy
   * @throws InvalidRequestException if the URI is not {@code https}
   */
  public MilvusConnection withCaCertificate(Path pem) {
    requireTls("a CA certificate");
    return new MilvusConnection(uri, token, new Tls(pem, tls.serverName), management, timeouts);
  }

  /**
   * Returns a copy that expects this host name in the certificate of the server, instead of the one
   * in the address. Requires {@code https}.
   *
   * @param name the host name
   * @return the changed copy
   * @throws InvalidRequestException if the URI is not {@code https}
   */
  public MilvusConnection withServerName(String name) {
    requireTls("a server name");
    return new MilvusConnection(uri, token, new Tls(tls.caCertificate, name), management, timeouts);
  }

  /**
   * Returns a copy with the address of Milvus's management port. With it, a create pauses the
   * garbage collection of Milvus while it copies files, for ten minutes at a time: for the
   * collections of the backup from Milvus 2.6.8 on, and for all collections before. The port is
   * called without credentials. If the server does not support the call or does not answer, the
   * create continues: it detects files that disappear during the copy, and plans the affected
   * collections again.
   *
   * @param address {@code http://host:port} or {@code https://host:port}; the default port is 9091
   * @return the changed copy
   * @throws InvalidRequestException if the address is not of that form
   */
  public MilvusConnection withManagementAddress(String address) {
    return new MilvusConnection(uri, token, tls, parse(address, MANAGEMENT_PORT), timeouts);
  }

  /**
   * Returns a copy with another timeout for the first answer of the server.
   *
   * @param timeout the maximum time to wait
   * @return the changed copy
   */
  public MilvusConnection withConnectTimeout(Duration timeout) {
    return new MilvusConnection(uri, token, tls, management, new Timeouts(timeout, timeouts.call));
  }

  /**
   * Returns a copy with another timeout for a single call.
   *
   * @param timeout the maximum time to wait
   * @return the changed copy
   */
  public MilvusConnection withCallTimeout(Duration timeout) {
    return new MilvusConnection(
        uri, token, tls, management, new Timeouts(timeouts.connect, timeout));
  }

  /** {@return scheme, host and port of the server} */
  public URI uri() {
    return uri;
  }

  /** {@return true if the connection uses TLS} */
  public boolean tls() {
    return "https".equals(uri.getScheme());
  }

  /** {@return the secret, {@code user:password} or an API key, if one was set} */
  public Optional<String> token() {
    return Optional.ofNullable(token);
  }

  /** {@return the PEM file with the certificate authorities to trust, if one was set} */
  public Optional<Path> caCertificate() {
    return Optional.ofNullable(tls.caCertificate);
  }

  /** {@return the host name in the certificate of the server, if one was set} */
  public Optional<String> serverName() {
    return Optional.ofNullable(tls.serverName);
  }

  /**
   * {@return scheme, host and port of the management port, if it was set} Without it, backups do
   * not pause the garbage collection of Milvus.
   */
  public Optional<URI> managementAddress() {
    return Optional.ofNullable(management);
  }

  /** {@return the timeout for the first answer of the server} */
  public Duration connectTimeout() {
    return timeouts.connect;
  }

  /** {@return the timeout for a single call} */
  public Duration callTimeout() {
    return timeouts.call;
  }

  @Override
  public String toString() {
    return "MilvusConnection[" + uri + (token == null ? "" : ", with credentials") + "]";
  }

  private void requireTls(String what) {
    if (!tls()) {
      throw new InvalidRequestException(
          "Cannot use %s with Milvus at %s: the connection is not encrypted. Write https:// instead of http://."
              .formatted(what, uri));
    }
  }

  private static URI parse(String text, int defaultPort) {
    try {
      URI uri = new URI(text);
      boolean scheme = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare = uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/");
      if (scheme && bare && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return address(
            uri.getScheme(), uri.getHost(), uri.getPort() < 0 ? defaultPort : uri.getPort());
      }
    } catch (URISyntaxException e) {
      throw new InvalidRequestException(malformed(), e);
    }
    throw new InvalidRequestException(malformed());
  }

  private static URI address(String scheme, String host, int port) {
    return URI.create(scheme + "://" + host + ":" + port);
  }

  private static String malformed() {
    // The text is not repeated: it may hold a password.
    return "Cannot connect to Milvus: the address is not of the form http://host:port or https://host:port. Set credentials with withToken or withCredentials.";
  }
}
