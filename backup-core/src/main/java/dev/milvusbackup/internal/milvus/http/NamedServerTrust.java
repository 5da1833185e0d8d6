package dev.milvusbackup.internal.milvus.http;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts a server whose certificate is for a given name, at any address. The JDK's HTTP client only
 * checks the name in the address, so this class checks the name instead.
 */
final class NamedServerTrust extends X509ExtendedTrustManager {

  private static final Integer DNS_NAME = 2;

  private final X509TrustManager authorities;
  private final String name;

  NamedServerTrust(X509TrustManager authorities, String name) {
    this.authorities = authorities;
    this.name = name.toLowerCase(Locale.ROOT);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    authorities.checkServerTrusted(chain, authType);
    Collection<List<?>> names = chain[0].getSubjectAlternativeNames();
    if (names == null || names.stream().noneMatch(this::matchesName)) {
      throw new CertificateException("The certificate is not for " + name);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("No client connects here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities.getAcceptedIssuers();
  }

  /** A star matches the first label as a whole. */
  private boolean matchesName(List<?> alternative) {
    if (!DNS_NAME.equals(alternative.get(0))) {
      return false;
    }
    String pattern = String.valueOf(alternative.get(1)).toLowerCase(Locale.ROOT);
    int dot = name.indexOf('.');
    return pattern.equals(name)
        || (dot > 0
            && pattern.startsWith("*.")
            && pattern.substring(1).equals(name.substring(dot)));
  }
}
