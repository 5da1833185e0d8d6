package dev.milvusbackup.server.internal.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Errors that Jetty finds before any route runs: broken URIs, headers, chunks. */
final class ProtocolErrors implements Request.Handler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    byte[] body =
        ServerJson.write(
            new ErrorAnswer("Cannot read the request: " + HttpStatus.getMessage(status)));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
