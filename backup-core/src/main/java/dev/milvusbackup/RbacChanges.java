package dev.milvusbackup;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The users, roles and grants that a restore adds to a server: those in the backup that the server
 * does not have. All values are human-readable texts. Immutable.
 */
public final class RbacChanges {

  private final List<String> roles;
  private final List<String> privilegeGroups;
  private final List<String> users;
  private final List<String> memberships;
  private final List<String> grants;
  private final List<String> usersLeftOut;
  private final boolean inBackup;

  private RbacChanges(Builder builder) {
    this.roles = builder.roles;
    this.privilegeGroups = builder.privilegeGroups;
    this.users = builder.users;
    this.memberships = builder.memberships;
    this.grants = builder.grants;
    this.usersLeftOut = builder.usersLeftOut;
    this.inBackup = builder.inBackup;
  }

  /**
   * Returns a new builder. Applications read this type; the builder is for tests and for
   * implementations of {@link BackupClient}.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the new roles} */
  public List<String> roles() {
    return roles;
  }

  /** {@return the new privilege groups} */
  public List<String> privilegeGroups() {
    return privilegeGroups;
  }

  /** {@return the new users} */
  public List<String> users() {
    return users;
  }

  /** {@return the new roles of users, such as {@code alice: reader}} */
  public List<String> memberships() {
    return memberships;
  }

  /** {@return the new grants, such as {@code reader: Search on Collection default.books}} */
  public List<String> grants() {
    return grants;
  }

  /**
   * {@return users of the backup that do not exist on the server and are not created ({@link
   * RbacPolicy#WITHOUT_PASSWORDS})}
   */
  public List<String> usersLeftOut() {
    return usersLeftOut;
  }

  /**
   * {@return false if the backup was created without users and roles, so there is nothing to add}
   */
  public boolean inBackup() {
    return inBackup;
  }

  /** {@return true if there is nothing to add} */
  public boolean isEmpty() {
    return roles.isEmpty()
        && privilegeGroups.isEmpty()
        && users.isEmpty()
        && memberships.isEmpty()
        && grants.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof RbacChanges other
        && roles.equals(other.roles)
        && privilegeGroups.equals(other.privilegeGroups)
        && users.equals(other.users)
        && memberships.equals(other.memberships)
        && grants.equals(other.grants)
        && usersLeftOut.equals(other.usersLeftOut)
        && inBackup == other.inBackup;
  }

  @Override
  public int hashCode() {
    return Objects.hash(roles, privilegeGroups, users, memberships, grants, usersLeftOut, inBackup);
  }

  @Override
  public String toString() {
    return "RbacChanges[roles=%s, privilegeGroups=%s, users=%s, memberships=%s, grants=%s, usersLeftOut=%s, inBackup=%s]"
        .formatted(roles, privilegeGroups, users, memberships, grants, usersLeftOut, inBackup);
  }

  /** Builds a {@link RbacChanges}. Not safe for use by several threads. */
  public static final class Builder {

    private List<String> roles = List.of();
    private List<String> privilegeGroups = List.of();
    private List<String> users = List.of();
    private List<String> memberships = List.of();
    private List<String> grants = List.of();
    private List<String> usersLeftOut = List.of();
    private boolean inBackup = true;

    private Builder() {}

    /**
     * Sets the new roles. Default: none.
     *
     * @param roles the new roles
     * @return this builder
     */
    public Builder roles(List<String> roles) {
      this.roles = List.copyOf(roles);
      return this;
    }

    /**
     * Sets the new privilege groups. Default: none.
     *
     * @param privilegeGroups the new privilege groups
     * @return this builder
     */
    public Builder privilegeGroups(List<String> privilegeGroups) {
      this.privilegeGroups = List.copyOf(privilegeGroups);
      return this;
    }

    /**
     * Sets the new users. Default: none.
     *
     * @param users the new users
     * @return this builder
     */
    public Builder users(List<String> users) {
      this.users = List.copyOf(users);
      return this;
    }

    /**
     * Sets the new roles of users, such as {@code alice: reader}. Default: none.
     *
     * @param memberships the new roles of users, such as {@code alice: reader}
     * @return this builder
     */
    public Builder memberships(List<String> memberships) {
      this.memberships = List.copyOf(memberships);
      return this;
    }

    /**
     * Sets the new grants, such as {@code reader: Search on Collection default.books}. Default:
     * none.
     *
     * @param grants the new grants, such as {@code reader: Search on Collection default.books}
     * @return this builder
     */
    public Builder grants(List<String> grants) {
      this.grants = List.copyOf(grants);
      return this;
    }

    /**
     * Sets users of the backup that do not exist on the server and are not created ({@link
     * RbacPolicy#WITHOUT_PASSWORDS}). Default: none.
     *
     * @param usersLeftOut users of the backup that do not exist on the server and are not created
     *     ({@link RbacPolicy#WITHOUT_PASSWORDS})
     * @return this builder
     */
    public Builder usersLeftOut(List<String> usersLeftOut) {
      this.usersLeftOut = List.copyOf(usersLeftOut);
      return this;
    }

    /**
     * Sets whether the backup has users and roles. Default: true.
     *
     * @param inBackup false if it was created without them
     * @return this builder
     */
    public Builder inBackup(boolean inBackup) {
      this.inBackup = inBackup;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return a new {@link RbacChanges}
     */
    public RbacChanges build() {
      return new RbacChanges(this);
    }
  }
}
