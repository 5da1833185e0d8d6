package dev.milvusbackup.server.internal.http;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The settings of the HTTP server.
 *
 * @param basePath the path of {@code /api/v1} behind a reverse proxy
 * @param loopbackOnly whether only this machine is served
 */
public record WebSettings(
    String address,
    int port,
    Optional<String> token,
    Optional<SSLContext> tls,
    String basePath,
    boolean loopbackOnly) {

  /** Without the token. */
  @Override
  public String toString() {
    return "WebSettings[" + address + ":" + port + "]";
  }
}
