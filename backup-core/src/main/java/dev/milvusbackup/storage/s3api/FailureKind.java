package dev.milvusbackup.storage.s3api;

/** What a failure of a request means. */
enum FailureKind {
  NO_BUCKET,
  NO_OBJECT,
  PRECONDITION,
  CONFLICT,
  RANGE,
  DENIED,
  KEY,
  SIGNATURE,
  TOKEN,
  NO_CREDENTIALS,
  CLOCK,
  REGION,
  NAME,
  ARCHIVED,
  ENCRYPTION,
  UNSUPPORTED,
  TOO_LARGE,
  FULL,
  RATE,
  CHANGED,
  /** The bucket or the object has no lock. */
  NO_LOCK,
  UNAVAILABLE,
  /** An error of the service that this library does not know. */
  UNKNOWN,

  // Answers that are not S3's.
  NOT_S3,
  PAGE,
  REDIRECT,
  HTTPS,
  LOGIN,
  FIREWALL,
  GATEWAY,

  // No answer.
  UNREACHABLE,
  UNTRUSTED,
  PLAIN,
  INTERRUPTED,
  OTHER
}
