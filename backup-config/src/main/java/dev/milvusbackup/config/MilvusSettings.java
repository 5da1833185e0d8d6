package dev.milvusbackup.config;

import dev.milvusbackup.Beta;
import dev.milvusbackup.MilvusConnection;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The connection to Milvus.
 *
 * @param address the host
 * @param port the gRPC port
 * @param tls whether to use TLS
 * @param caCertificate the PEM file with certificate authorities to trust instead of the JVM's
 * @param serverName the host name in the certificate of the server, if it differs from the address
 * @param management the address of the management port, to pause garbage collection; empty if
 *     backups do not pause it
 * @param user the user; empty for none
 * @param password the password
 */
@Beta
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
