package dev.milvusbackup.storage.minio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;

class PromptSocketsTest {

  @Test
  void waitForNothing() throws IOException {
    SocketFactory sockets = new PromptSockets();
    InetAddress local = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 5, local)) {
      int port = server.getLocalPort();
      requirePrompt(sockets.createSocket());
      requirePrompt(sockets.createSocket(local, port));
      requirePrompt(sockets.createSocket(local, port, local, 0));
      requirePrompt(sockets.createSocket(local.getHostAddress(), port));
      requirePrompt(sockets.createSocket(local.getHostAddress(), port, local, 0));
    }
  }

  private static void requirePrompt(Socket socket) throws IOException {
    try (socket) {
      assertThat(socket.getTcpNoDelay()).isTrue();
    }
  }
}
