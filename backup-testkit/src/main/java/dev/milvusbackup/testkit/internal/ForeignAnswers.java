package dev.milvusbackup.testkit.internal;

import dev.milvusbackup.storage.BucketNotFoundException;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreAccessDeniedException;
import dev.milvusbackup.storage.StoreUnavailableException;
import dev.milvusbackup.testkit.internal.AnswerServer.Answer;
import dev.milvusbackup.testkit.internal.AnswerServer.When;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers that services, proxies, ingresses and gateways give, as they give them, and what a store
 * has to make of them.
 *
 * @param name what answers what
 * @param answer the answer to every request
 * @param type the class of the exception
 * @param advice the end of its message
 * @param origin what the message says about the answer
 */
record ForeignAnswers(
    String name,
    Answer answer,
    Class<? extends StorageException> type,
    String advice,
    String origin) {

  private static final String CREDENTIALS = "Check the credentials and their permissions.";
  private static final String KEY =
      "Check the access key, and whether the address is that of its service.";
  private static final String LIMIT =
      "Raise the limit for request bodies to more than %d MiB (nginx: client_max_body_size).";
  private static final String FULL = "Free space there, or raise the quota.";
  private static final String RATE = "Try again later, or lower concurrentCopies.";
  private static final String GATEWAY = "Check whether the store runs, and try again later.";
  private static final String FIREWALL = "Check the rules of proxies and firewalls.";
  private static final String LOGIN = "Use an address of the S3 API that does not.";
  private static final String HTTPS = "Use an https address (option tls, key useSSL).";
  private static final String NAME = "Choose another bucket, prefix or name.";
  private static final String PAGE =
      "Use the address of the S3 API, not that of a console (MinIO: port 9000, not 9001) or a login.";
  private static final String NOT_S3 =
      "Check the host, port and path of the address, and the routes of a proxy in front of it.";

  private static final String HTML = "text/html; charset=utf-8";
  private static final String PAGE_404 = "<html><body><h1>404 Not Found</h1></body></html>";
  private static final String XHTML =
      "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head><body/></html>";

  /** All answers. */
  static List<ForeignAnswers> table(long uploadPartBytes) {
    List<ForeignAnswers> all = new ArrayList<>(ofAccess());
    all.addAll(ofServices());
    all.addAll(ofFrontEnds());
    return all.stream()
        .map(a -> a.advising(a.advice.replace("%d", Long.toString(uploadPartBytes >> 20))))
        .toList();
  }

  /** In S3's own XML, about access and addresses. */
  private static List<ForeignAnswers> ofAccess() {
    Class<StorageException> permanent = StorageException.class;
    Class<StoreAccessDeniedException> denied = StoreAccessDeniedException.class;
    return List.of(
        s3("403 Forbidden", "AccessDenied", denied, CREDENTIALS),
        s3("403 Forbidden", "InvalidAccessKeyId", denied, KEY),
        s3("404 Not Found", "XAdminUserNotFound", denied, KEY),
        s3(
            "403 Forbidden",
            "SignatureDoesNotMatch",
            denied,
            "Check the secret key; if it is right, a proxy rewrites the Host header or the path, and has to pass them on unchanged."),
        s3("400 Bad Request", "ExpiredToken", denied, "Get new temporary credentials."),
        s3(
            "403 Forbidden",
            "RequestTimeTooSkewed",
            permanent,
            "Set the clock of this machine, for example by NTP."),
        s3(
                "301 Moved Permanently",
                "PermanentRedirect",
                permanent,
                "Set the region or the endpoint: it says 's3.eu-west-1.amazonaws.com'.")
            .containing("<Endpoint>s3.eu-west-1.amazonaws.com</Endpoint>"),
        s3(
                "400 Bad Request",
                "AuthorizationHeaderMalformed",
                permanent,
                "Set the region or the endpoint: it says 'eu-central-1'.")
            .containing("<Region>eu-central-1</Region>"),
        s3(
            "404 Not Found",
            "NoSuchBucket",
            BucketNotFoundException.class,
            "Create it or correct the bucket name."));
  }

  /** In S3's own XML, about objects and limits. */
  private static List<ForeignAnswers> ofServices() {
    Class<StorageException> permanent = StorageException.class;
    Class<StoreUnavailableException> unavailable = StoreUnavailableException.class;
    return List.of(
        s3("404 Not Found", "NoSuchKey", ObjectNotFoundException.class, "no such object."),
        s3("400 Bad Request", "EntityTooLarge", permanent, LIMIT),
        s3("507 Insufficient Storage", "XMinioStorageFull", permanent, FULL),
        s3("403 Forbidden", "QuotaExceeded", permanent, FULL).early(),
        s3("503 Service Unavailable", "SlowDown", unavailable, RATE),
        s3("500 Internal Server Error", "InternalError", unavailable, "Try again later."),
        s3("409 Conflict", "OperationAborted", unavailable, "Try again later."),
        s3(
            "400 Bad Request",
            "XAmzContentSHA256Mismatch",
            unavailable,
            "Try again; if it repeats, check the proxies in front of it."),
        s3("403 Forbidden", "InvalidObjectState", permanent, "Restore it from the archive first."),
        s3(
            "400 Bad Request",
            "KMS.DisabledException",
            permanent,
            "Check the key and who may use it."),
        s3("501 Not Implemented", "NotImplemented", permanent, "Use a service that does."),
        s3("409 Conflict", "ObjectParentIsFile", permanent, NAME),
        s3("400 Bad Request", "InvalidBucketName", permanent, NAME),
        s3("403 Forbidden", "SomethingNew", permanent, "Look the code up in its documentation."));
  }

  /** Of what stands in front of a service, or in its place. */
  private static List<ForeignAnswers> ofFrontEnds() {
    Class<StorageException> permanent = StorageException.class;
    Class<StoreUnavailableException> unavailable = StoreUnavailableException.class;
    return List.of(
        other("413 Request Entity Too Large", "nginx/1.25.3", HTML, permanent, LIMIT).early(),
        other("429 Too Many Requests", "cloudflare", HTML, unavailable, RATE).early(),
        other("502 Bad Gateway", "nginx", HTML, unavailable, GATEWAY),
        other("503 Service Unavailable", "", "", unavailable, GATEWAY).early(),
        other("403 Forbidden", "awselb/2.0", HTML, permanent, FIREWALL).early(),
        other("406 Not Acceptable", "Apache", HTML, permanent, FIREWALL),
        other("401 Unauthorized", "nginx", HTML, permanent, LOGIN),
        other("511 Network Authentication Required", "", HTML, permanent, LOGIN),
        other(
                "302 Found",
                "openresty",
                HTML,
                permanent,
                "Use the address of the S3 API, not one that redirects.")
            .withHeader("Location: https://sso.example/login?ticket=hidden"),
        other("308 Permanent Redirect", "nginx", HTML, permanent, HTTPS)
            .withHeader("Location: https://127.0.0.1/bucket/key"),
        other("400 Bad Request", "nginx", HTML, permanent, HTTPS)
            .saying("<center>The plain HTTP request was sent to HTTPS port</center>"),
        other("200 OK", "MinIO Console", HTML, permanent, PAGE).saying(PAGE_404),
        other("200 OK", "nginx", "application/xhtml+xml", permanent, PAGE).saying(XHTML),
        other("404 Not Found", "nginx", HTML, permanent, NOT_S3).saying(PAGE_404),
        other("404 Not Found", "", "text/plain; charset=utf-8", permanent, NOT_S3)
            .saying("404 page not found"),
        new ForeignAnswers(
            "no answer",
            Answer.NONE,
            unavailable,
            "Check the address and that the service is running.",
            "does not answer"));
  }

  private static ForeignAnswers s3(
      String status, String code, Class<? extends StorageException> type, String advice) {
    Answer answer =
        new Answer(
            List.of(
                status, "Content-Type: application/xml", "Server: MinIO", "x-amz-request-id: 1"),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>In words</Message></Error>"
                .formatted(code),
            When.READ);
    return new ForeignAnswers(status + " " + code, answer, type, advice, "");
  }

  private static ForeignAnswers other(
      String status,
      String server,
      String contentType,
      Class<? extends StorageException> type,
      String advice) {
    List<String> head = new ArrayList<>(List.of(status));
    if (!server.isEmpty()) {
      head.add("Server: " + server);
    }
    if (!contentType.isEmpty()) {
      head.add("Content-Type: " + contentType);
    }
    String origin =
        "(%s, %s, %s)"
            .formatted(
                status.substring(0, 3),
                contentType.isEmpty() ? "no content type" : contentType.replaceAll(";.*", ""),
                server.isEmpty() ? "no server header" : "server " + server);
    String body = contentType.isEmpty() ? "" : "<html><body>" + status + "</body></html>";
    return new ForeignAnswers(
        status + " of " + (server.isEmpty() ? "an unknown server" : server),
        new Answer(head, body, When.READ),
        type,
        advice,
        origin);
  }

  private ForeignAnswers early() {
    Answer early = new Answer(answer.head(), answer.body(), When.EARLY);
    return new ForeignAnswers(name + ", closed early", early, type, advice, origin);
  }

  private ForeignAnswers withHeader(String header) {
    List<String> head = new ArrayList<>(answer.head());
    head.add(header);
    Answer with = new Answer(List.copyOf(head), answer.body(), answer.when());
    return new ForeignAnswers(name, with, type, advice, origin);
  }

  private ForeignAnswers advising(String other) {
    return new ForeignAnswers(name, answer, type, other, origin);
  }

  private ForeignAnswers saying(String body) {
    Answer saying = new Answer(answer.head(), body, answer.when());
    return new ForeignAnswers(name, saying, type, advice, origin);
  }

  private ForeignAnswers containing(String element) {
    return saying(answer.body().replace("</Error>", element + "</Error>"));
  }
}
