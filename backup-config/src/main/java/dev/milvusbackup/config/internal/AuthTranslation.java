package dev.milvusbackup.config.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The credentials of a storage in the second schema, which has a type of credentials and keys that
 * belong to that type only. The first schema has one set of keys for all services.
 */
final class AuthTranslation {

  private static final String ACCOUNT_NAME = "accountName";
  private static final String TYPE = "auth.type";
  private static final String ACCESS_KEY = "auth.accessKeyID";
  private static final String SECRET_KEY = "auth.secretAccessKey";
  private static final String TOKEN = "auth.sessionToken";
  private static final String ACCOUNT_KEY = "auth.accountKey";
  private static final String FILE = "auth.credentialsFile";
  private static final String ENDPOINT = "auth.endpoint";
  private static final List<String> KEYS =
      List.of(ACCOUNT_NAME, ACCESS_KEY, SECRET_KEY, TOKEN, ACCOUNT_KEY, FILE, ENDPOINT);

  private final Map<String, ResolvedValue> v2;
  private final String prefix;

  /**
   * For one storage.
   *
   * @param v2 its values by keys of the second schema, named as if each belonged to any type
   */
  AuthTranslation(Map<String, ResolvedValue> v2, String prefix) {
    this.v2 = v2;
    this.prefix = prefix;
  }

  /** Moves each value to the key of its type, and removes those that have no meaning there. */
  void apply() {
    boolean byMachine = text(TYPE).equals("iam");
    switch (Provider.named(text("provider"))) {
      case LOCAL -> keepOnly("static");
      case AZURE -> azure(byMachine);
      case GCPNATIVE -> {
        if (byMachine || text(FILE).isEmpty()) {
          keepOnly("default");
        } else {
          keepOnly("serviceAccount", FILE);
        }
      }
      default -> {
        if (byMachine) {
          keepOnly("iam", ENDPOINT);
        } else {
          keepOnly("static", ACCESS_KEY, SECRET_KEY, TOKEN);
        }
      }
    }
  }

  /** Without keys the client of the service finds some: the second schema has a name for that. */
  void nameMissingKeys() {
    boolean local = Provider.named(text("provider")) == Provider.LOCAL;
    boolean none = text(ACCESS_KEY).isEmpty() && text(SECRET_KEY).isEmpty();
    ResolvedValue key = v2.get(prefix + ACCESS_KEY);
    if (!local && text(TYPE).equals("static") && none && key != null) {
      keepOnly("default");
      v2.put(prefix + TYPE, key.as("default"));
    }
  }

  /** There the access key is the name of the account, and the secret key its key. */
  private void azure(boolean byMachine) {
    move(ACCESS_KEY, ACCOUNT_NAME);
    move(SECRET_KEY, ACCOUNT_KEY);
    if (byMachine) {
      keepOnly("default", ACCOUNT_NAME);
    } else {
      keepOnly("sharedKey", ACCOUNT_NAME, ACCOUNT_KEY);
    }
  }

  private void move(String from, String to) {
    ResolvedValue value = v2.remove(prefix + from);
    if (value != null) {
      v2.put(prefix + to, cause(value));
    }
  }

  private void keepOnly(String type, String... keys) {
    Set<String> kept = Set.of(keys);
    KEYS.stream().filter(key -> !kept.contains(key)).forEach(key -> v2.remove(prefix + key));
    ResolvedValue former = v2.get(prefix + TYPE);
    if (former != null && !former.text().equals(type)) {
      v2.put(prefix + TYPE, cause(former).as(type));
    }
  }

  /** A default that has another meaning for this provider follows from the provider. */
  private ResolvedValue cause(ResolvedValue value) {
    ResolvedValue provider = v2.get(prefix + "provider");
    return value.isGiven() || provider == null ? value : provider.as(value.text());
  }

  private String text(String key) {
    ResolvedValue value = v2.get(prefix + key);
    return value == null ? "" : value.text();
  }
}
