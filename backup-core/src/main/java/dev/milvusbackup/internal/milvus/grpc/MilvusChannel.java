package dev.milvusbackup.internal.milvus.grpc;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.job.Retrier;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import io.milvus.grpc.MilvusServiceGrpc;
import io.milvus.grpc.MilvusServiceGrpc.MilvusServiceBlockingStub;
import io.milvus.grpc.Status;
import io.milvus.shaded.io.grpc.ChannelCredentials;
import io.milvus.shaded.io.grpc.Grpc;
import io.milvus.shaded.io.grpc.InsecureChannelCredentials;
import io.milvus.shaded.io.grpc.ManagedChannel;
import io.milvus.shaded.io.grpc.ManagedChannelBuilder;
import io.milvus.shaded.io.grpc.Metadata;
import io.milvus.shaded.io.grpc.StatusRuntimeException;
import io.milvus.shaded.io.grpc.TlsChannelCredentials;
import io.milvus.shaded.io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A connection to Milvus: headers, deadlines, retries and errors in one place. */
public final class MilvusChannel implements AutoCloseable {

  // answers about large collections exceed the 4 MiB that gRPC allows by default
  private static final int MAX_ANSWER_BYTES = 256 << 20;

  private static final RetryPolicy<Object> CONNECTING =
      RetryPolicy.builder()
          .handleIf(e -> e instanceof BackupException b && b.retryable())
          .withBackoff(Duration.ofMillis(100), Duration.ofSeconds(2))
          .withJitter(0.3)
          .withMaxRetries(-1)
          .build();

  private final MilvusConnection connection;
  private final MilvusErrors errors;
  private final Retrier retrier;
  private final ChannelCredentials credentials;
  private @Nullable ManagedChannel channel;
  private boolean closed;

  MilvusChannel(MilvusConnection connection, Duration maxOutage) {
    this.connection = connection;
    this.retrier = new Retrier(maxOutage);
    this.errors = new MilvusErrors(connection.uri());
    this.credentials = credentials(connection);
  }

  /** Created for the first call: reading backups needs neither the channel nor its classes. */
  private synchronized ManagedChannel channel() {
    ManagedChannel made = channel;
    if (made == null) {
      ManagedChannelBuilder<?> builder =
          Grpc.newChannelBuilderForAddress(
                  connection.uri().getHost(), connection.uri().getPort(), credentials)
              .maxInboundMessageSize(MAX_ANSWER_BYTES)
              .keepAliveTime(30, TimeUnit.SECONDS);
      connection.serverName().ifPresent(builder::overrideAuthority);
      made = builder.build();
      channel = made;
      if (closed) {
        made.shutdownNow();
      }
    }
    return made;
  }

  /** An idempotent call. */
  public <T> T read(
      String verb,
      String database,
      Function<MilvusServiceBlockingStub, T> call,
      Function<T, Status> status) {
    return retrier.call(() -> once(verb, database, call, status));
  }

  /** An idempotent call; empty if Milvus reports that something is absent. */
  <T> Optional<T> readUnless(
      Predicate<Status> absent,
      String verb,
      String database,
      Function<MilvusServiceBlockingStub, T> call,
      Function<T, Status> status) {
    return retrier.call(() -> onceUnless(absent, verb, database, call, status));
  }

  /** An idempotent call whose answer the caller checks. */
  <T> T ask(String verb, String database, Function<MilvusServiceBlockingStub, T> call) {
    return retrier.call(() -> raw(verb, database, call));
  }

  /** A call that is repeated only if it has certainly changed nothing. */
  public <T> T change(
      String verb,
      String database,
      Function<MilvusServiceBlockingStub, T> call,
      Function<T, Status> status) {
    return retrier.call(() -> once(verb, database, call, status), MilvusGateway::hadNoEffect);
  }

  /** A change that returns only its status; false if something was absent. */
  boolean commandUnless(
      Predicate<Status> absent,
      String verb,
      String database,
      Function<MilvusServiceBlockingStub, Status> call) {
    return retrier
        .call(
            () -> onceUnless(absent, verb, database, call, status -> status),
            MilvusGateway::hadNoEffect)
        .isPresent();
  }

  /** A call without retries, for callers with their own. */
  <T> T once(
      String verb,
      String database,
      Function<MilvusServiceBlockingStub, T> call,
      Function<T, Status> status) {
    return accepted(verb, raw(verb, database, call), status);
  }

  private <T> Optional<T> onceUnless(
      Predicate<Status> absent,
      String verb,
      String database,
      Function<MilvusServiceBlockingStub, T> call,
      Function<T, Status> status) {
    T answer = raw(verb, database, call);
    return absent.test(status.apply(answer))
        ? Optional.empty()
        : Optional.of(accepted(verb, answer, status));
  }

  private <T> T accepted(String verb, T answer, Function<T, Status> status) {
    Status said = status.apply(answer);
    if (!MilvusErrors.isSuccess(said)) {
      throw errors.from(verb, said);
    }
    return answer;
  }

  /** A change that returns only its status. */
  void command(String verb, String database, Function<MilvusServiceBlockingStub, Status> call) {
    change(verb, database, call, status -> status);
  }

  private <T> T raw(String verb, String database, Function<MilvusServiceBlockingStub, T> call) {
    try {
      return call.apply(stub(database, connection.callTimeout()));
    } catch (StatusRuntimeException e) {
      // By default the channel waits longer and longer, up to two minutes, before it reconnects.
      channel().resetConnectBackoff();
      throw errors.from(verb, e);
    }
  }

  /** The first call, with the connect timeout. */
  <T> T first(Function<MilvusServiceBlockingStub, T> call) {
    return Failsafe.with(
            RetryPolicy.builder(CONNECTING.getConfig())
                .withMaxDuration(connection.connectTimeout())
                .build())
        .get(
            () -> {
              try {
                return call.apply(stub("", connection.connectTimeout()));
              } catch (StatusRuntimeException e) {
                throw errors.from("connect to Milvus at " + connection.uri(), e);
              }
            });
  }

  BackupException refuse(String verb, Status status) {
    return errors.from(verb, status);
  }

  private MilvusServiceBlockingStub stub(String database, Duration timeout) {
    Metadata headers = new Metadata();
    connection
        .token()
        .ifPresent(
            token ->
                headers.put(
                    header("authorization"),
                    Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8))));
    if (!database.isEmpty()) {
      headers.put(header("dbname"), database);
    }
    return MilvusServiceGrpc.newBlockingStub(channel())
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Metadata.Key<String> header(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  private static ChannelCredentials credentials(MilvusConnection connection) {
    if (!connection.tls()) {
      return InsecureChannelCredentials.create();
    }
    if (connection.caCertificate().isEmpty()) {
      return TlsChannelCredentials.create();
    }
    Path pem = connection.caCertificate().get();
    try {
      return TlsChannelCredentials.newBuilder().trustManager(pem.toFile()).build();
    } catch (IOException e) {
      throw new InvalidRequestException(
          "Cannot connect to Milvus: the CA certificate cannot be read (%s). Correct its path."
              .formatted(pem),
          e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (channel != null) {
      channel.shutdownNow();
    }
  }
}
