package dev.milvusbackup.internal.format.metadata;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.List;

/** Users, roles and their permissions. Names and omissions are those of the Go tool. */
public record RbacMeta(
    @JsonProperty("users") List<User> users,
    @JsonProperty("roles") List<Named> roles,
    @JsonProperty("grants") List<Grant> grants,
    @JsonProperty("privilege_groups") List<PrivilegeGroup> privilegeGroups) {

  /** Replaces values that the JSON leaves out by empty ones. */
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

    /** Replaces values that the JSON leaves out by empty ones. */
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
   * @param password its hash; empty if unknown
   */
  public record User(
      @JsonProperty("user") String name,
      @JsonProperty("password") String password,
      @JsonProperty("roles") List<Named> roles) {

    /** Replaces values that the JSON leaves out by empty ones. */
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

  /** A permission of a role on an object. */
  public record Grant(
      @JsonProperty("role") Named role,
      @JsonProperty("object") Named object,
      @JsonProperty("object_name") String objectName,
      @JsonProperty("grantor") Grantor grantor,
      @JsonProperty("db_name") String dbName) {

    /** Replaces values that the JSON leaves out by empty ones. */
    public Grant {
      role = Named.orEmpty(role);
      object = Named.orEmpty(object);
      objectName = MetadataDefaults.text(objectName);
      grantor = grantor == null ? new Grantor(new Named(""), new Named("")) : grantor;
      dbName = MetadataDefaults.text(dbName);
    }

    /** The same grant without its grantor; an object without a database is in the default one. */
    public Grant key() {
      return new Grant(
          role,
          object,
          objectName,
          new Grantor(new Named(""), grantor.privilege()),
          dbName.isEmpty() ? "default" : dbName);
    }
  }

  /** The grantor and the privilege. */
  public record Grantor(
      @JsonProperty("user") Named user, @JsonProperty("privilege") Named privilege) {

    /** Replaces values that the JSON leaves out by empty ones. */
    public Grantor {
      user = Named.orEmpty(user);
      privilege = Named.orEmpty(privilege);
    }
  }

  /** Privileges under one name. */
  public record PrivilegeGroup(
      @JsonProperty("group_name") String name, @JsonProperty("privileges") List<Named> privileges) {

    /** Replaces values that the JSON leaves out by empty ones. */
    public PrivilegeGroup {
      name = MetadataDefaults.text(name);
      privileges = MetadataDefaults.list(privileges);
    }
  }
}
