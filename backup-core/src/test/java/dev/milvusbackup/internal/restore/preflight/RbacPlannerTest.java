package dev.milvusbackup.internal.restore.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.RbacPolicy;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.data.RbacPlan;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.format.metadata.RbacMeta;
import dev.milvusbackup.internal.milvus.rbac.MilvusRbac.Passwords;
import dev.milvusbackup.internal.milvus.rbac.MilvusRbac.RbacSnapshot;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RbacPlannerTest {

  /** As the Go tool writes it. */
  private static final String BACKUP =
      """
      {"users":[{"user":"root","password":"h0","roles":[{"name":"admin"}]},
                {"user":"alice","password":"h1","roles":[{"name":"reader"},{"name":"writer"}]},
                {"user":"bob","password":"h2","roles":[{"name":"reader"}]}],
       "roles":[{"name":"admin"},{"name":"public"},{"name":"reader"},{"name":"writer"}],
       "grants":[{"role":{"name":"reader"},"object":{"name":"Collection"},"object_name":"books",
                  "grantor":{"user":{"name":"root"},"privilege":{"name":"Search"}},"db_name":"default"},
                 {"role":{"name":"writer"},"object":{"name":"Global"},"object_name":"*",
                  "grantor":{"user":{"name":"root"},"privilege":{"name":"Insert"}},"db_name":"db1"}],
       "privilege_groups":[{"group_name":"g","privileges":[{"name":"Search"},{"name":"Query"}]}]}
      """;

  private static final String SERVER =
      """
      {"users":[{"user":"root","roles":[{"name":"admin"}]},{"user":"alice","roles":[{"name":"reader"}]}],
       "roles":[{"name":"admin"},{"name":"public"},{"name":"reader"},{"name":"other"}],
       "grants":[{"role":{"name":"reader"},"object":{"name":"Collection"},"object_name":"books",
                  "grantor":{"user":{"name":"someone"},"privilege":{"name":"Search"}}}]}
      """;

  @Test
  void addsWhatIsMissingWhoeverGrantedTheRest() {
    RbacPlan plan = compare(RbacPolicy.ALL, Passwords.READABLE, BACKUP);

    assertThat(plan.changes())
        .hasToString(
            "RbacChanges[roles=[writer], privilegeGroups=[g], users=[bob], memberships=[alice: writer], grants=[writer: Insert on Global db1.*], usersLeftOut=[], inBackup=true]");
    assertThat(plan.missing().users()).singleElement().matches(u -> u.password().equals("h2"));
    assertThat(compare(RbacPolicy.ALL, Passwords.READABLE, SERVER).changes().isEmpty()).isTrue();
  }

  @Test
  void makesNoUserWhosePasswordIsNotKnown() {
    assertThatThrownBy(() -> compare(RbacPolicy.ALL, Passwords.HIDDEN, BACKUP))
        .isInstanceOf(UnsupportedVersionException.class)
        .hasMessageContaining("[bob]")
        .hasMessageContaining("this server does not accept password hashes");
    assertThatThrownBy(
            () -> compare(RbacPolicy.ALL, Passwords.READABLE, BACKUP.replace("\"h2\"", "\"\"")))
        .isInstanceOf(UnsupportedVersionException.class)
        .hasMessageContaining("it has no password hashes of them");

    RbacPlan plan = compare(RbacPolicy.WITHOUT_PASSWORDS, Passwords.HIDDEN, BACKUP);

    assertThat(plan.missing().users()).isEmpty();
    assertThat(plan.changes().usersLeftOut()).containsExactly("bob");
    assertThat(plan.changes().memberships()).containsExactly("alice: writer");
  }

  @Test
  void hashesAreLeftOutIfAskedAndNeverPrinted() {
    RbacMeta meta = meta(BACKUP);

    assertThat(meta.toString()).contains("alice").doesNotContain("h1");
    assertThat(new String(MetadataJson.write(meta), StandardCharsets.UTF_8)).contains("\"h1\"");
    assertThat(new String(MetadataJson.write(meta.withoutPasswords()), StandardCharsets.UTF_8))
        .contains("\"alice\"")
        .doesNotContain("password");
  }

  private static RbacPlan compare(RbacPolicy policy, Passwords passwords, String backup) {
    RestoreRequest request = RestoreRequest.builder().backup("b").rbac(policy).build();
    return RbacPlanner.compare(request, meta(backup), new RbacSnapshot(meta(SERVER), passwords));
  }

  private static RbacMeta meta(String json) {
    return MetadataJson.read(json.getBytes(StandardCharsets.UTF_8), RbacMeta.class, "it");
  }
}
