package dev.milvusbackup.config;

import dev.milvusbackup.MilvusConnection;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where Milvus is.
 *
 * @param address its host
 * @param port the port of its gRPC
 * @param tls whether to speak TLS
 * @param caCertificate certificate authorities to trust instead of the JVM's
 * @param serverName the name in the server's certificate, where it is not the address
 * @param management where its garbage collection can be paused; empty if that is not wanted
 * @param user the user; empty for none
 * @param password the password
 */
public record MilvusSettings(
    String address,
    int port,
    boolean tls,
    Optional<Path> caCertificate,
    Optional<String> serverName,
    Optional<String> management,
    String user,
    Secret password) {

  /**
   * The connection. Certificate settings count only with TLS.
   *
   * @return how to reach this Milvus
   */
  public MilvusConnection connection() {
    MilvusConnection connection =
        MilvusConnection.at((tls ? "https://" : "http://") + address + ":" + port);
    if (management.isPresent()) {
      connection = connection.withManagementAddress(management.get());
    }
    if (!user.isEmpty()) {
      connection = connection.withCredentials(user, password.value());
    }
    if (tls && caCertificate.isPresent()) {
      connection = connection.withCaCertificate(caCertificate.get());
    }
    if (tls && serverName.isPresent()) {
      connection = connection.withServerName(serverName.get());
    }
    return connection;
  }
}
