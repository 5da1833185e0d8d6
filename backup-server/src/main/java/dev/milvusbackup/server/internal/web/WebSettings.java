package dev.milvusbackup.server.internal.web;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How to listen.
 *
 * @param basePath where a reverse proxy shows {@code /api/v1}
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
