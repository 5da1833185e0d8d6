package dev.milvusbackup.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The REST server.
 *
 * @param address the address to bind; empty to let the server choose
 * @param port the port
 * @param token the bearer token that callers have to send; none to admit everybody
 * @param allowRemoteWithoutToken whether other machines may call without a token
 * @param tls the server's own certificate, if it uses TLS
 * @param swaggerBasePath the path of the API behind a proxy; empty for {@code /api/v1}
 * @param debugMode whether to log requests in detail
 */
public record ServerSettings(
    Optional<String> address,
    int port,
    Secret token,
    boolean allowRemoteWithoutToken,
    Optional<Tls> tls,
    String swaggerBasePath,
    boolean debugMode) {

  /**
   * A certificate.
   *
   * @param certificate the certificate chain, a PEM file
   * @param key its key, a PEM file
   */
  public record Tls(Path certificate, Path key) {}
}
