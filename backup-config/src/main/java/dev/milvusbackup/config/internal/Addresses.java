package dev.milvusbackup.config.internal;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings hosts, ports, buckets and root paths into the form that clients expect, and reports those
 * that no client would accept or that contradict each other.
 */
public final class Addresses {

  private static final String GRPC = "milvus.grpc.";
  private static final String MILVUS_STORAGE = "milvus.storage.";
  private static final String BACKUP_STORAGE = "backup.storage.";
  private static final String MANAGEMENT = "milvus.management.endpoint";
  private static final int MANAGEMENT_PORT = 9091;
  private static final String AMAZON = "amazonaws.com";

  private final ResolvedConfig given;
  private final Problems problems;
  private final Map<String, ResolvedValue> values;

  private Addresses(ResolvedConfig given, Problems problems) {
    this.given = given;
    this.problems = problems;
    this.values = new TreeMap<>(given.values());
  }

  /** Returns a copy with all addresses in the form of the clients. */
  public static ResolvedConfig normalize(ResolvedConfig given, Problems problems) {
    Addresses addresses = new Addresses(given, problems);
    addresses.milvus();
    addresses.storage(MILVUS_STORAGE);
    addresses.storage(BACKUP_STORAGE);
    addresses.server();
    return new ResolvedConfig(addresses.values);
  }

  private void milvus() {
    ResolvedValue value = given.value(GRPC + "address");
    Optional<Address> address = address(value, given.number(GRPC + "port"));
    address.ifPresent(
        found -> {
          values.put(GRPC + "address", value.as(found.host()));
          port(GRPC, value, found);
          tls(GRPC + "tlsMode", value, found, "server", "disabled");
        });
    if (given.flag("backup.pauseGC") && !given.text(MANAGEMENT).isEmpty()) {
      management(given.value(MANAGEMENT));
    }
  }

  private void management(ResolvedValue value) {
    address(value, MANAGEMENT_PORT)
        .ifPresent(
            found -> {
              if (found.scheme().equals("tcp")) {
                report(value, "it has the scheme of no web server", "http://host:port");
              }
              String scheme = found.scheme().isEmpty() ? "http" : found.scheme();
              int port = found.port() == 0 ? MANAGEMENT_PORT : found.port();
              values.put(MANAGEMENT, value.as(scheme + "://" + found.host() + ":" + port));
            });
  }

  private void server() {
    ResolvedValue value = given.value("server.address");
    if (value.text().isBlank()) {
      return;
    }
    address(value, given.number("server.port"))
        .ifPresent(
            found -> {
              if (!found.scheme().isEmpty()) {
                report(value, "it is a URL", "the address of this machine to listen at");
              }
              values.put("server.address", value.as(unbracketed(found.host())));
              port("server.", value, found);
            });
  }

  private void storage(String prefix) {
    Provider provider = Provider.named(given.text(prefix + "provider"));
    if (provider == Provider.LOCAL) {
      put(prefix + "rootPath", PathSetting::folder);
    } else if (provider.isSupported()) {
      service(prefix);
      put(prefix + "bucketName", PathSetting::bucket);
      put(prefix + "rootPath", PathSetting::inBucket);
    }
  }

  private void service(String prefix) {
    ResolvedValue value = given.value(prefix + "address");
    address(value, given.number(prefix + "port"))
        .ifPresent(
            found -> {
              values.put(prefix + "address", value.as(found.host()));
              port(prefix, value, found);
              tls(prefix + "useSSL", value, found, "true", "false");
            });
  }

  /** A port in the address is the port, unless the port's own key says something else. */
  private void port(String prefix, ResolvedValue address, Address found) {
    String key = prefix + "port";
    if (found.port() != 0) {
      agree(key, address, String.valueOf(found.port()), "the port " + found.port());
    } else if (isUrl(found) && !given.value(key).isGiven() && !found.host().endsWith(AMAZON)) {
      String scheme = found.scheme();
      report(
          address,
          "without a port, %s:// means %d and this key means %s"
              .formatted(scheme, scheme.equals("https") ? 443 : 80, given.text(key)),
          "'%s', and the port in its own key".formatted(found.host()));
    }
  }

  private static boolean isUrl(Address address) {
    return address.scheme().startsWith("http");
  }

  private void tls(String key, ResolvedValue address, Address found, String on, String off) {
    if (isUrl(found)) {
      boolean encrypted = found.scheme().equals("https");
      agree(key, address, encrypted ? on : off, "'" + found.scheme() + "://'");
    }
  }

  /**
   * What an address says about another key holds, unless that key says something else; then the
   * stronger source decides, and two values from one source are an error.
   */
  private void agree(String key, ResolvedValue address, String meant, String what) {
    ResolvedValue other = given.value(key);
    boolean own = other.isGiven() && !isInherited(key, other);
    if (isInherited(addressKey(key), address)) {
      if (!own) {
        values.put(key, inherited(key));
      }
    } else if (!own || address.outranks(other) || isSame(key, other.text(), meant)) {
      values.put(key, address.as(meant));
    } else if (!other.outranks(address)) {
      problems.error(
          address.origin(),
          "'%s' contradicts %s '%s': it contains %s. Remove one of the two."
              .formatted(shown(address.text()), other.origin().name(), other.text(), what));
    }
  }

  private static boolean isSame(String key, String text, String meant) {
    return key.endsWith("useSSL")
        ? ValueType.isTrue(text) == ValueType.isTrue(meant)
        : text.equals(meant);
  }

  private static String addressKey(String key) {
    return key.substring(0, key.lastIndexOf('.') + 1) + "address";
  }

  private boolean isInherited(String key, ResolvedValue value) {
    return key.startsWith(BACKUP_STORAGE)
        && value.isGiven()
        && value.equals(given.value(MILVUS_STORAGE + key.substring(BACKUP_STORAGE.length())));
  }

  private ResolvedValue inherited(String key) {
    return new ResolvedConfig(values)
        .value(MILVUS_STORAGE + key.substring(BACKUP_STORAGE.length()));
  }

  private Optional<Address> address(ResolvedValue value, int likelyPort) {
    try {
      return Optional.of(Address.parse(value.text(), likelyPort));
    } catch (MalformedValueException e) {
      report(value, e.why(), e.form());
      return Optional.empty();
    }
  }

  private void put(String key, Form form) {
    ResolvedValue value = given.value(key);
    try {
      values.put(key, value.as(form.of(value.text())));
    } catch (MalformedValueException e) {
      report(value, e.why(), e.form());
    }
  }

  private void report(ResolvedValue value, String why, String form) {
    problems.error(
        value.origin(), "cannot be '%s': %s. Write %s.".formatted(shown(value.text()), why, form));
  }

  /** Without a password, which a URL may contain. */
  private static String shown(String text) {
    int at = text.lastIndexOf('@');
    return (at < 0 ? text : "…" + text.substring(at)).strip();
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private interface Form {

    String of(String text) throws MalformedValueException;
  }
}
