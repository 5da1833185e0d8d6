package dev.milvusbackup.storage.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The user's own certificate authorities instead of the JVM's. */
public final class CertificateAuthorities {

  private CertificateAuthorities() {}

  /**
   * Trusts the certificates in a file.
   *
   * @param pem a PEM file with one or more certificates
   * @return a trust manager that trusts these and no others
   * @throws IllegalArgumentException if the file cannot be read, or holds no certificate
   */
  public static X509TrustManager of(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      return trustManager(CertificateFactory.getInstance("X.509").generateCertificates(in));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Cannot read certificate authorities from %s: %s".formatted(pem, e), e);
    }
  }

  private static X509TrustManager trustManager(Collection<? extends Certificate> certificates)
      throws IOException, GeneralSecurityException {
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("it holds no certificate");
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("ca-" + store.size(), certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the JVM has no X.509 trust manager"));
  }
}
