package dev.milvusbackup.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The REST server.
 *
 * @param address the address to bind; empty to let the server choose
 * @param port the port
 * @param token what callers have to send as bearer token; none for everybody
 * @param allowRemoteWithoutToken whether other machines may call although there is no token
 * @param tls the server's own certificate, if it speaks TLS
 * @param swaggerBasePath the path at which clients find the API behind a proxy, instead of {@code
 *     /api/v1}; empty for that
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
