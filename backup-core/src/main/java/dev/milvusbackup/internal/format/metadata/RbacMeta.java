package dev.milvusbackup.internal.format.metadata;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.List;

/** Users, roles and what these may do. Names and omissions as the Go tool writes them. */
public record RbacMeta(
    @JsonProperty("users") List<User> users,
    @JsonProperty("roles") List<Named> roles,
    @JsonProperty("grants") List<Grant> grants,
    @JsonProperty("privilege_groups") List<PrivilegeGroup> privilegeGroups) {

  /** Takes what the JSON leaves out as empty. */
  public RbacMeta {
    users = MetadataDefaults.list(users);
    roles = MetadataDefaults.list(roles);
    grants = MetadataDefaults.list(grants);
    privilegeGroups = MetadataDefaults.list(privilegeGroups);
  }

  public RbacMeta withoutPasswords() {
    return new RbacMeta(
        users.stream().map(user -> new User(user.name(), "", user.roles())).toList(),
        roles,
        grants,
        privilegeGroups);
  }

  /** A role, an object, a user or a privilege, by its name. */
  public record Named(@JsonProperty("name") String name) {

    /** Takes what the JSON leaves out as empty. */
    public Named {
      name = MetadataDefaults.text(name);
    }

    static Named orEmpty(Named value) {
      return value == null ? new Named("") : value;
    }
  }

  /**
   * A user.
   *
   * @param password its hash; empty if it is not known
   */
  public record User(
      @JsonProperty("user") String name,
      @JsonProperty("password") String password,
      @JsonProperty("roles") List<Named> roles) {

    /** Takes what the JSON leaves out as empty. */
    public User {
      name = MetadataDefaults.text(name);
      password = MetadataDefaults.text(password);
      roles = MetadataDefaults.list(roles);
    }

    /** Without the hash. */
    @Override
    public String toString() {
      return "User[name=" + name + ", roles=" + roles + "]";
    }
  }

  /** What a role may do with an object. */
  public record Grant(
      @JsonProperty("role") Named role,
      @JsonProperty("object") Named object,
      @JsonProperty("object_name") String objectName,
      @JsonProperty("grantor") Grantor grantor,
      @JsonProperty("db_name") String dbName) {

    /** Takes what the JSON leaves out as empty. */
    public Grant {
      role = Named.orEmpty(role);
      object = Named.orEmpty(object);
      objectName = MetadataDefaults.text(objectName);
      grantor = grantor == null ? new Grantor(new Named(""), new Named("")) : grantor;
      dbName = MetadataDefaults.text(dbName);
    }

    /** The same, whoever granted it; and an object that is in no database is in the default one. */
    public Grant key() {
      return new Grant(
          role,
          object,
          objectName,
          new Grantor(new Named(""), grantor.privilege()),
          dbName.isEmpty() ? "default" : dbName);
    }
  }

  /** Who granted, and what. */
  public record Grantor(
      @JsonProperty("user") Named user, @JsonProperty("privilege") Named privilege) {

    /** Takes what the JSON leaves out as empty. */
    public Grantor {
      user = Named.orEmpty(user);
      privilege = Named.orEmpty(privilege);
    }
  }

  /** Privileges under one name. */
  public record PrivilegeGroup(
      @JsonProperty("group_name") String name, @JsonProperty("privileges") List<Named> privileges) {

    /** Takes what the JSON leaves out as empty. */
    public PrivilegeGroup {
      name = MetadataDefaults.text(name);
      privileges = MetadataDefaults.list(privileges);
    }
  }
}
