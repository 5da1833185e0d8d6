package dev.milvusbackup.internal.milvus.grpc;

import dev.milvusbackup.MilvusConnection;
import io.milvus.grpc.MilvusServiceGrpc;
import io.milvus.shaded.io.grpc.Server;
import io.milvus.shaded.io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A gRPC server on loopback whose answers a test writes down, and a channel to it. */
final class ScriptedMilvus implements AutoCloseable {

  private final Server server;
  private final MilvusChannel channel;

  ScriptedMilvus(MilvusServiceGrpc.MilvusServiceImplBase answers) {
    this.server = start(answers);
    this.channel =
        new MilvusChannel(
            MilvusConnection.at("http://127.0.0.1:" + server.getPort()), Duration.ofSeconds(10));
  }

  private static Server start(MilvusServiceGrpc.MilvusServiceImplBase answers) {
    try {
      return NettyServerBuilder.forAddress(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
          .addService(answers)
          .build()
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  MilvusChannel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.close();
    server.shutdownNow();
  }
}
