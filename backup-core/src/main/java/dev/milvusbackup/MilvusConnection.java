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
 * How to reach Milvus. Immutable; each {@code with…} method gives a new value. {@link #toString()}
 * holds no secret.
 */
public final class MilvusConnection {

  private static final int DEFAULT_PORT = 19530;
  private static final int MANAGEMENT_PORT = 9091;

  private final URI uri;
  private final @Nullable String token;
  private final @Nullable Path caCertificate;
  private final @Nullable String serverName;
  private final @Nullable URI management;
  private final Duration connectTimeout;
  private final Duration callTimeout;

  private MilvusConnection(
      URI uri,
      @Nullable String token,
      @Nullable Path caCertificate,
      @Nullable String serverName,
      @Nullable URI management,
      Duration connectTimeout,
      Duration callTimeout) {
    this.uri = uri;
    this.token = token;
    this.caCertificate = caCertificate;
    this.serverName = serverName;
    this.management = management;
    this.connectTimeout = connectTimeout;
    this.callTimeout = callTimeout;
  }

  /**
   * A connection without credentials, with a connect timeout of 10 s and a call timeout of 30 s.
   *
   * @param uri {@code http://host:port}, or {@code https://host:port} for TLS; the port may be left
   *     out for 19530
   * @return the connection
   * @throws InvalidRequestException if the URI is not of that form
   */
  public static MilvusConnection at(String uri) {
    return new MilvusConnection(
        parse(uri, DEFAULT_PORT),
        null,
        null,
        null,
        null,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30));
  }

  /**
   * With a token.
   *
   * @param token {@code user:password}, or an API key
   * @return a new connection
   */
  public MilvusConnection withToken(String token) {
    Objects.requireNonNull(token, "token");
    return new MilvusConnection(
        uri, token, caCertificate, serverName, management, connectTimeout, callTimeout);
  }

  /**
   * With user and password.
   *
   * @param user the user
   * @param password the password
   * @return a new connection
   */
  public MilvusConnection withCredentials(String user, String password) {
    return withToken(user + ":" + password);
  }

  /**
   * With certificate authorities to trust instead of the JVM's. Needs {@code https}.
   *
   * @param pem a PEM file
   * @return a new connection
   * @throws InvalidRequestException if the URI is not {@code https}
   */
  public MilvusConnection withCaCertificate(Path pem) {
    requireTls("a CA certificate");
    return new MilvusConnection(
        uri, token, pem, serverName, management, connectTimeout, callTimeout);
  }

  /**
   * With the host name that the server's certificate carries, where it differs from the address.
   *
   * @param name the host name
   * @return a new connection
   * @throws InvalidRequestException if the URI is not {@code https}
   */
  public MilvusConnection withServerName(String name) {
    requireTls("a server name");
    return new MilvusConnection(
        uri, token, caCertificate, name, management, connectTimeout, callTimeout);
  }

  /**
   * With the address of Milvus's management port, so that its garbage collection is paused while a
   * backup copies files: for ten minutes at a time, for the collections of the backup from 2.6.8
   * on, before for all. A server that cannot do it or does not answer is no failure: files that
   * vanish while they are copied are noticed, and what belongs to them is planned anew. The port is
   * called without credentials.
   *
   * @param address {@code http://host:port} or {@code https://host:port}; the port may be left out
   *     for 9091
   * @return a new connection
   * @throws InvalidRequestException if the address is not of that form
   */
  public MilvusConnection withManagementAddress(String address) {
    return new MilvusConnection(
        uri,
        token,
        caCertificate,
        serverName,
        parse(address, MANAGEMENT_PORT),
        connectTimeout,
        callTimeout);
  }

  /**
   * With another limit for the first answer of the server.
   *
   * @param timeout the longest wait
   * @return a new connection
   */
  public MilvusConnection withConnectTimeout(Duration timeout) {
    return new MilvusConnection(
        uri, token, caCertificate, serverName, management, timeout, callTimeout);
  }

  /**
   * With another limit for a single call.
   *
   * @param timeout the longest wait
   * @return a new connection
   */
  public MilvusConnection withCallTimeout(Duration timeout) {
    return new MilvusConnection(
        uri, token, caCertificate, serverName, management, connectTimeout, timeout);
  }

  /**
   * The address.
   *
   * @return scheme, host and port
   */
  public URI uri() {
    return uri;
  }

  /**
   * Whether to speak TLS.
   *
   * @return true for {@code https}
   */
  public boolean tls() {
    return "https".equals(uri.getScheme());
  }

  /**
   * The secret: {@code user:password} or an API key.
   *
   * @return the token, if there is one
   */
  public Optional<String> token() {
    return Optional.ofNullable(token);
  }

  /**
   * The certificate authorities to trust.
   *
   * @return the PEM file, if one was set
   */
  public Optional<Path> caCertificate() {
    return Optional.ofNullable(caCertificate);
  }

  /**
   * The host name in the server's certificate.
   *
   * @return the name, if one was set
   */
  public Optional<String> serverName() {
    return Optional.ofNullable(serverName);
  }

  /**
   * The address of the management port.
   *
   * @return scheme, host and port; empty unless it was set: then garbage collection goes on during
   *     backups
   */
  public Optional<URI> managementAddress() {
    return Optional.ofNullable(management);
  }

  /**
   * The limit for the first answer.
   *
   * @return the longest wait
   */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /**
   * The limit for a single call.
   *
   * @return the longest wait
   */
  public Duration callTimeout() {
    return callTimeout;
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
    return "Cannot connect to Milvus: the address is not of the form http://host:port or https://host:port. Credentials go to withToken or withCredentials.";
  }
}
