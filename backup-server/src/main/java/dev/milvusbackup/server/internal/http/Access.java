package dev.milvusbackup.server.internal.http;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.UnauthorizedResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Access control: the bearer token, and without a token the protection against other web pages. */
final class Access {

  private static final String BEARER = "Bearer ";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Optional<byte[]> token;
  private final boolean loopbackOnly;
  private final Set<String> open = new HashSet<>();

  Access(Optional<String> token, boolean loopbackOnly, List<Route> routes) {
    this.token = token.map(t -> t.getBytes(StandardCharsets.UTF_8));
    this.loopbackOnly = loopbackOnly;
    routes.stream().filter(Route::open).map(Route::path).forEach(open::add);
  }

  void check(Context ctx) {
    if (token.isPresent()) {
      checkToken(ctx, token.get());
    } else {
      checkSite(ctx);
    }
  }

  private void checkToken(Context ctx, byte[] expected) {
    if (isOpen(ctx.path())) {
      return;
    }
    String header = ctx.header("Authorization");
    byte[] given =
        (header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()) : "")
            .getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(expected, given)) {
      ctx.header("WWW-Authenticate", "Bearer");
      throw new UnauthorizedResponse(
          "Cannot serve this request: it needs the token of the server. Send 'Authorization: Bearer …'.");
    }
  }

  private boolean isOpen(String path) {
    return open.contains(path) || path.equals(Docs.PATH) || path.startsWith(Docs.PATH + "/");
  }

  /**
   * Any web page in a browser of this machine can reach the loopback interface: with a form sent
   * here (Origin), or with a name that resolves to 127.0.0.1 (Host).
   */
  private void checkSite(Context ctx) {
    String host = ctx.host() == null ? "" : ctx.host();
    if (loopbackOnly && !LOOPBACK.contains(host.replaceAll(":\\d+$", ""))) {
      throw new ForbiddenResponse(
          "Cannot serve this request: its Host is not localhost. Set a token to serve other names.");
    }
    String origin = ctx.header("Origin");
    if (origin != null && !host.equals(authority(origin))) {
      throw new ForbiddenResponse(
          "Cannot serve this request: it comes from a web page of another site. Set a token to allow that.");
    }
  }

  private static String authority(String origin) {
    try {
      return String.valueOf(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
