package dev.milvusbackup.config;

import dev.milvusbackup.Beta;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings of the REST server.
 *
 * @param address the address to bind; empty to let the server choose
 * @param port the port
 * @param token the bearer token that callers must send; none to accept all callers
 * @param allowRemoteWithoutToken whether other machines may call the server although it has no
 *     token
 * @param tls the certificate of the server, if it uses TLS
 * @param swaggerBasePath the path of the API behind a proxy; empty for {@code /api/v1}
 * @param debugMode whether to log requests in detail
 */
@Beta
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
