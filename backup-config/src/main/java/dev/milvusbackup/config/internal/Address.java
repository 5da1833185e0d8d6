package dev.milvusbackup.config.internal;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address as people write it: a host, perhaps with a scheme before it and a port after it.
 *
 * @param scheme {@code http}, {@code https} or {@code tcp}; empty for none
 * @param host in the form of a URI: an IPv6 address is in brackets
 * @param port 0 for none
 */
record Address(String scheme, String host, int port) {

  private static final Pattern WITH_SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
  private static final Set<String> SCHEMES = Set.of("http", "https", "tcp");
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
  private static final int MAX_HOST = 253;
  private static final int MAX_PORT = 65535;

  /**
   * Reads an address.
   *
   * @param text as written; space around it does not count
   * @param likelyPort a port that could be meant by the last group of an IPv6 address
   * @throws MalformedValueException if it is none, or could mean several
   */
  static Address parse(String text, int likelyPort) throws MalformedValueException {
    String rest = text.strip();
    Matcher url = WITH_SCHEME.matcher(rest);
    String scheme = url.matches() ? url.group(1).toLowerCase(Locale.ROOT) : "";
    if (!scheme.isEmpty() && !SCHEMES.contains(scheme)) {
      throw new MalformedValueException("'" + scheme + "://' does not belong there");
    }
    rest = withoutPath(scheme.isEmpty() ? rest : url.group(2));
    if (rest.isEmpty()) {
      throw new MalformedValueException("it is empty");
    }
    if (rest.chars().anyMatch(c -> c == ',' || c == ';' || Character.isWhitespace(c))) {
      throw new MalformedValueException("it has a space or a list in it");
    }
    if (rest.startsWith("[")) {
      return inBrackets(scheme, rest);
    }
    int colon = rest.indexOf(':');
    if (colon != rest.lastIndexOf(':')) {
      return new Address(scheme, bareIpv6(scheme, rest, likelyPort), 0);
    }
    return colon < 0
        ? new Address(scheme, host(rest), 0)
        : new Address(scheme, host(rest.substring(0, colon)), port(rest.substring(colon + 1)));
  }

  private static String withoutPath(String rest) throws MalformedValueException {
    if (rest.contains("@")) {
      throw new MalformedValueException(
          "it has credentials in it", "the host alone; user and keys have keys of their own");
    }
    if (rest.contains("?") || rest.contains("#")) {
      throw new MalformedValueException("it has a query in it");
    }
    int slash = rest.indexOf('/');
    if (slash >= 0 && !rest.substring(slash).matches("/+")) {
      throw new MalformedValueException(
          "it has a path ('%s'), which such a server cannot have".formatted(rest.substring(slash)));
    }
    return slash < 0 ? rest : rest.substring(0, slash);
  }

  private static Address inBrackets(String scheme, String rest) throws MalformedValueException {
    int end = rest.indexOf(']');
    if (end < 0) {
      throw new MalformedValueException("its bracket is not closed");
    }
    String host = ipv6(rest.substring(1, end));
    String after = rest.substring(end + 1);
    if (!after.isEmpty() && !after.startsWith(":")) {
      throw new MalformedValueException("'%s' follows the bracket".formatted(after));
    }
    return new Address(scheme, host, after.isEmpty() ? 0 : port(after.substring(1)));
  }

  /** The end of {@code ::1:9000} can be a port or a part of the address. */
  private static String bareIpv6(String scheme, String text, int likelyPort)
      throws MalformedValueException {
    int last = text.lastIndexOf(':');
    String end = text.substring(last + 1);
    String bracketed = "'[%s]:%s'".formatted(text.substring(0, last), end);
    if (!scheme.isEmpty()) {
      throw new MalformedValueException(
          "an IPv6 address in a URL has brackets", "'[%s]'".formatted(text));
    }
    if (!isIpv6(text) && isIpv6(text.substring(0, last)) && end.matches("\\d+")) {
      throw new MalformedValueException("an IPv6 address with a port has brackets", bracketed);
    }
    if (text.contains("::") && end.equals(String.valueOf(likelyPort))) {
      throw new MalformedValueException(
          "its end can be a port or a part of the address",
          "%s or '[%s]'".formatted(bracketed, text));
    }
    return ipv6(text);
  }

  private static String ipv6(String text) throws MalformedValueException {
    if (text.contains("%")) {
      throw new MalformedValueException("it has a zone, which the clients do not support");
    }
    if (!isIpv6(text)) {
      throw new MalformedValueException("it is not an IPv6 address");
    }
    return "[" + text + "]";
  }

  private static boolean isIpv6(String text) {
    if (!text.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      return false;
    }
    try {
      InetAddress unused = InetAddress.getByName("[" + text + "]"); // brackets: never a look-up
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static int port(String text) throws MalformedValueException {
    if (!text.matches("\\d{1,5}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MAX_PORT) {
      throw new MalformedValueException("'%s' is not a port from 1 to 65535".formatted(text));
    }
    return Integer.parseInt(text);
  }

  private static String host(String text) throws MalformedValueException {
    if (text.matches("[0-9.]+")) {
      if (!IPV4.matcher(text).matches()) {
        throw new MalformedValueException("it is not an IPv4 address");
      }
      return text;
    }
    if (text.contains("_")) {
      throw new MalformedValueException(
          "host names have no '_', and the clients insist on that",
          "another name of that host, such as a network alias with '-', or its IP address");
    }
    String name = ascii(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
    String[] labels = name.split("\\.", -1);
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        throw new MalformedValueException("'%s' is not a part of a host name".formatted(label));
      }
    }
    if (name.length() > MAX_HOST || Character.isDigit(labels[labels.length - 1].charAt(0))) {
      throw new MalformedValueException("it is not a host name");
    }
    return name;
  }

  private static String ascii(String name) throws MalformedValueException {
    try {
      return IDN.toASCII(name);
    } catch (IllegalArgumentException e) {
      throw new MalformedValueException("it is not a host name");
    }
  }
}
