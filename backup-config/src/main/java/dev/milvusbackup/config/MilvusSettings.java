package dev.milvusbackup.config;

import dev.milvusbackup.Beta;
import dev.milvusbackup.MilvusConnection;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The connection to Milvus. Immutable. */
@Beta
public final class MilvusSettings {

  private final String address;
  private final int port;
  private final Tls tls;
  private final Optional<String> management;
  private final String user;
  private final Secret password;

  MilvusSettings(
      String address,
      int port,
      Tls tls,
      Optional<String> management,
      String user,
      Secret password) {
    this.address = address;
    this.port = port;
    this.tls = tls;
    this.management = management;
    this.user = user;
    this.password = password;
  }

  /** Whether to use TLS, and whom to trust. */
  record Tls(boolean enabled, Optional<Path> caCertificate, Optional<String> serverName) {}

  /** {@return the host; an IPv6 address is in brackets} */
  public String address() {
    return address;
  }

  /** {@return the gRPC port} */
  public int port() {
    return port;
  }

  /** {@return whether to use TLS} */
  public boolean tls() {
    return tls.enabled();
  }

  /** {@return the PEM file with certificate authorities to trust instead of the JVM's} */
  public Optional<Path> caCertificate() {
    return tls.caCertificate();
  }

  /** {@return the host name in the certificate of the server, if it differs from the address} */
  public Optional<String> serverName() {
    return tls.serverName();
  }

  /**
   * Returns the address of the management port, to pause garbage collection.
   *
   * @return the address; empty if backups do not pause garbage collection
   */
  public Optional<String> management() {
    return management;
  }

  /** {@return the user; empty for none} */
  public String user() {
    return user;
  }

  /** {@return the password} */
  public Secret password() {
    return password;
  }

  /**
   * The connection. Certificate settings count only with TLS.
   *
   * @return how to reach this Milvus
   */
  public MilvusConnection connection() {
    MilvusConnection connection =
        MilvusConnection.at((tls() ? "https://" : "http://") + address + ":" + port);
    if (management.isPresent()) {
      connection = connection.withManagementAddress(management.get());
    }
    if (!user.isEmpty()) {
      connection = connection.withCredentials(user, password.value());
    }
    if (tls() && caCertificate().isPresent()) {
      connection = connection.withCaCertificate(caCertificate().get());
    }
    if (tls() && serverName().isPresent()) {
      connection = connection.withServerName(serverName().get());
    }
    return connection;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof MilvusSettings other
        && address.equals(other.address)
        && port == other.port
        && tls.equals(other.tls)
        && management.equals(other.management)
        && user.equals(other.user)
        && password.equals(other.password);
  }

  @Override
  public int hashCode() {
    return Objects.hash(address, port, tls, management, user, password);
  }

  @Override
  public String toString() {
    return "MilvusSettings[address=%s, port=%d, %s, management=%s, user=%s, password=%s]"
        .formatted(address, port, tls, management, user, password);
  }
}
