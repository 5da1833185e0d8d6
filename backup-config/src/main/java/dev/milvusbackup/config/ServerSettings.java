package dev.milvusbackup.config;

import dev.milvusbackup.Beta;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings of the REST server. Immutable. */
@Beta
public final class ServerSettings {

  private final Listener listener;
  private final Access access;
  private final String swaggerBasePath;
  private final boolean debugMode;

  ServerSettings(Listener listener, Access access, String swaggerBasePath, boolean debugMode) {
    this.listener = listener;
    this.access = access;
    this.swaggerBasePath = swaggerBasePath;
    this.debugMode = debugMode;
  }

  /** Where the server listens. */
  record Listener(Optional<String> address, int port, Optional<Tls> tls) {}

  /** Who may call the server. */
  record Access(Secret token, boolean allowRemoteWithoutToken) {}

  /**
   * A certificate.
   *
   * @param certificate the certificate chain, a PEM file
   * @param key its key, a PEM file
   */
  public record Tls(Path certificate, Path key) {}

  /** {@return the address to bind; empty to let the server choose} */
  public Optional<String> address() {
    return listener.address();
  }

  /** {@return the port} */
  public int port() {
    return listener.port();
  }

  /** {@return the bearer token that callers must send; none to accept all callers} */
  public Secret token() {
    return access.token();
  }

  /** {@return whether other machines may call the server although it has no token} */
  public boolean allowRemoteWithoutToken() {
    return access.allowRemoteWithoutToken();
  }

  /** {@return the certificate of the server, if it uses TLS} */
  public Optional<Tls> tls() {
    return listener.tls();
  }

  /** {@return the path of the API behind a proxy; empty for {@code /api/v1}} */
  public String swaggerBasePath() {
    return swaggerBasePath;
  }

  /** {@return whether to log requests in detail} */
  public boolean debugMode() {
    return debugMode;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof ServerSettings other
        && listener.equals(other.listener)
        && access.equals(other.access)
        && swaggerBasePath.equals(other.swaggerBasePath)
        && debugMode == other.debugMode;
  }

  @Override
  public int hashCode() {
    return Objects.hash(listener, access, swaggerBasePath, debugMode);
  }

  @Override
  public String toString() {
    return "ServerSettings[%s, %s, swaggerBasePath=%s, debugMode=%s]"
        .formatted(listener, access, swaggerBasePath, debugMode);
  }
}
