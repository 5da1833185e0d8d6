package dev.milvusbackup.config.internal;

import java.util.regex.Pattern;

/**
 * Variables that Kubernetes and Docker set for each service that a container can reach: a service
 * {@code minio} sets {@code MINIO_PORT=tcp://10.0.0.1:9000}. They are not meant for this program.
 */
final class ServiceLink {

  private static final Pattern VALUE = Pattern.compile("(tcp|udp|sctp)://\\S+:\\d+");

  private ServiceLink() {}

  static boolean matches(String variable, String text) {
    return variable.endsWith("_PORT") && VALUE.matcher(text.strip()).matches();
  }

  static String warning(String text) {
    return "is ignored: '%s' is the address of a service, as Kubernetes (enableServiceLinks) and Docker set it, and no port. Set the port in the file or by --set."
        .formatted(text.strip());
  }
}
