package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.BucketNotFoundException;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreAccessDeniedException;
import dev.milvusbackup.storage.StoreUnavailableException;
import java.net.URI;

/**
 * Explains failures to people: what failed, why, and the way out.
 *
 * @param largestBody the largest body of a request in bytes
 */
record S3Advice(String service, String bucket, long largestBody) {

  private static final int MIB = 1 << 20;

  StorageException explain(String action, S3Failure failure) {
    return switch (failure.kind()) {
      case NO_BUCKET ->
          new BucketNotFoundException(
              "%s: the bucket '%s' does not exist. Create it or correct the bucket name."
                  .formatted(action, bucket),
              failure);
      case NO_OBJECT -> new ObjectNotFoundException(action + ": no such object.", failure);
      case PRECONDITION -> S3Failure.exists(action, failure);
      case DENIED, KEY, SIGNATURE, TOKEN, NO_CREDENTIALS ->
          new StoreAccessDeniedException(action + ": " + access(failure), failure);
      case CONFLICT, UNAVAILABLE, RATE, CHANGED, GATEWAY, UNREACHABLE ->
          new StoreUnavailableException(action + ": " + temporary(failure), failure);
      case NOT_S3, PAGE, REDIRECT, HTTPS, LOGIN, FIREWALL, UNTRUSTED, PLAIN ->
          new StorageException(action + ": " + address(failure), failure);
      case CLOCK, REGION, NAME, ARCHIVED, ENCRYPTION, UNSUPPORTED, TOO_LARGE, FULL ->
          new StorageException(action + ": " + permanent(failure), failure);
      case INTERRUPTED -> new StorageException(action + ": it was interrupted.", failure);
      case RANGE, NO_LOCK, UNKNOWN ->
          new StorageException(
              "%s: %s refuses it (%s). Look the code up in its documentation."
                  .formatted(action, service, failure.getMessage()),
              failure);
      case OTHER ->
          new StorageException(
              "%s: the request to %s failed (%s).".formatted(action, service, failure.getMessage()),
              failure);
    };
  }

  /** What stops an upload whose connection breaks every time. */
  StorageException explainBreaks(String action, long bytes, int attempts, S3Failure failure) {
    return new StorageException(
        "%s: the connection broke %d times while its %d bytes were sent (%s), and %s answers other requests. Something in front of it probably refuses such uploads: check the limits of proxies and firewalls."
            .formatted(action, attempts, bytes, failure.getMessage(), service),
        failure);
  }

  private String access(S3Failure failure) {
    String text =
        switch (failure.kind()) {
          case KEY ->
              "%s does not know the access key (%s). Check the access key, and whether the address is that of its service.";
          case SIGNATURE ->
              "%s does not accept the signature (%s). Check the secret key; if it is right, a proxy rewrites the Host header or the path, and has to pass them on unchanged.";
          case TOKEN -> "%s does not accept the session token (%s). Get new temporary credentials.";
          case NO_CREDENTIALS ->
              "no credentials for %s were found (%s). Give them to the store, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";
          default -> "%s refuses access (%s). Check the credentials and their permissions.";
        };
    return text.formatted(service, failure.getMessage());
  }

  private String temporary(S3Failure failure) {
    String text =
        switch (failure.kind()) {
          case RATE ->
              "%s limits the rate of requests (%s). Try again later, or lower concurrentCopies.";
          case CHANGED ->
              "%s received other bytes than were sent (%s). Try again; if it repeats, check the proxies in front of it.";
          case GATEWAY ->
              "something in front of %s cannot reach it (%s). Check whether the store runs, and try again later.";
          case UNREACHABLE ->
              "%s does not answer (%s). Check the address and that the service is running.";
          default -> "%s cannot do it now (%s). Try again later.";
        };
    return text.formatted(service, failure.getMessage());
  }

  private String permanent(S3Failure failure) {
    String why = String.valueOf(failure.getMessage());
    return switch (failure.kind()) {
      case CLOCK ->
          "the clocks of this machine and of %s differ too much (%s). Set the clock of this machine, for example by NTP."
              .formatted(service, why);
      case REGION ->
          "the bucket '%s' is in another region (%s). Set the region%s."
              .formatted(bucket, why, quoted(" or the endpoint: it says", failure.instead()));
      case NAME ->
          "%s does not accept the name (%s). Choose another bucket, prefix or name."
              .formatted(service, why);
      case ARCHIVED ->
          "the object is archived (%s). Restore it from the archive first.".formatted(why);
      case ENCRYPTION ->
          "%s cannot use the encryption key of the bucket (%s). Check the key and who may use it."
              .formatted(service, why);
      case TOO_LARGE ->
          "a request is too large for %s or for a proxy in front of it (%s). Raise the limit for request bodies to more than %d MiB (nginx: client_max_body_size)."
              .formatted(service, why, (largestBody + MIB - 1) / MIB);
      case FULL ->
          "%s has no space left (%s). Free space there, or raise the quota."
              .formatted(service, why);
      default ->
          "%s does not support the request (%s). Use a service that does.".formatted(service, why);
    };
  }

  private String address(S3Failure failure) {
    String why = String.valueOf(failure.getMessage());
    return switch (failure.kind()) {
      case PAGE ->
          "%s answers with a web page (%s). Use the address of the S3 API, not that of a console (MinIO: port 9000, not 9001) or a login."
              .formatted(service, why);
      case REDIRECT ->
          leadsToHttps(failure.instead())
              ? https(why)
              : "%s redirects%s (%s). Use the address of the S3 API, not one that redirects."
                  .formatted(service, quoted(" to", failure.instead()), why);
      case HTTPS -> https(why);
      case LOGIN ->
          "something in front of %s requires a login (%s). Use an address of the S3 API that does not."
              .formatted(service, why);
      case FIREWALL ->
          "something in front of %s refuses the request (%s). Check the rules of proxies and firewalls."
              .formatted(service, why);
      case UNTRUSTED ->
          "the certificate of %s is not trusted (%s). Name a file with its authority (caCert)."
              .formatted(service, why);
      case PLAIN -> "%s does not use TLS (%s). Use an http address.".formatted(service, why);
      default ->
          "%s does not answer as an S3 service (%s). Check the host, port and path of the address, and the routes of a proxy in front of it."
              .formatted(service, why);
    };
  }

  private String https(String why) {
    return "%s requires TLS (%s). Use an https address (option tls, key useSSL)."
        .formatted(service, why);
  }

  private boolean leadsToHttps(String location) {
    return service.startsWith("http:")
        && location.startsWith("https:")
        && host(location).equalsIgnoreCase(host(service));
  }

  private static String host(String url) {
    try {
      return String.valueOf(URI.create(url).getHost());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String quoted(String before, String value) {
    return value.isEmpty() ? "" : "%s '%s'".formatted(before, value);
  }
}
