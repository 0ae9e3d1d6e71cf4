package io.vedette.analytics.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kinds of entities that rules map, with their identifiers and the name that alerts write.
 *
 * <p>Source: Microsoft Sentinel documentation, "Microsoft Sentinel entity types reference".
 */
public enum EntityType {
  ACCOUNT(
      "Account",
      "account",
      "Name",
      "FullName",
      "NTDomain",
      "DnsDomain",
      "UPNSuffix",
      "Sid",
      "AadTenantId",
      "AadUserId",
      "PUID",
      "IsDomainJoined",
      "DisplayName",
      "ObjectGuid"),
  HOST(
      "Host",
      "host",
      "HostName",
      "FullName",
      "DnsDomain",
      "NTDomain",
      "NetBiosName",
      "AzureID",
      "OMSAgentID",
      "OSFamily",
      "OSVersion",
      "IsDomainJoined"),
  IP("IP", "ip", "Address", "AddressScope"),
  URL("URL", "url", "Url"),
  FILE_HASH("FileHash", "filehash", "Algorithm", "Value"),
  FILE("File", "file", "Name", "Directory"),
  PROCESS("Process", "process", "ProcessId", "CommandLine", "ElevationToken", "CreationTimeUtc"),
  REGISTRY_KEY("RegistryKey", "registry-key", "Hive", "Key"),
  REGISTRY_VALUE("RegistryValue", "registry-value", "Name", "Value", "ValueType"),
  DNS("DNS", "dns", "DomainName"),
  MALWARE("Malware", "malware", "Name", "Category"),
  MAILBOX("Mailbox", "mailbox"),
  MAIL_CLUSTER("MailCluster", "mailCluster"),
  MAIL_MESSAGE("MailMessage", "mailMessage"),
  SUBMISSION_MAIL("SubmissionMail", "SubmissionMail"),
  CLOUD_APPLICATION("CloudApplication", "cloud-application", "AppId", "Name", "InstanceName"),
  AZURE_RESOURCE("AzureResource", "azure-resource", "ResourceId"),
  SECURITY_GROUP("SecurityGroup", "security-group", "DistinguishedName", "SID", "ObjectGuid"),
  IOT_DEVICE("IoTDevice", "iotdevice");

  private final String ruleName;
  private final String alertName;

  /** All identifiers in alphabetical order, separated by a comma and a blank. */
  private final String identifiers;

  EntityType(String ruleName, String alertName, String... identifiers) {
    this.ruleName = ruleName;
    this.alertName = alertName;
    this.identifiers = Arrays.stream(identifiers).sorted().collect(Collectors.joining(", "));
  }

  /** The name in rules, such as {@code FileHash}. */
  public String ruleName() {
    return ruleName;
  }

  /** The value of {@code Type} in an alert's Entities, such as {@code filehash}. */
  public String alertName() {
    return alertName;
  }

  /** Whether rules may map this identifier; the mail types take any. */
  public boolean takes(String identifier) {
    return identifiers.isEmpty() || known().anyMatch(known -> known.equalsIgnoreCase(identifier));
  }

  /** The identifier in its own spelling, whatever case the rule used. */
  public String spelling(String identifier) {
    return known()
        .filter(known -> known.equalsIgnoreCase(identifier))
        .findFirst()
        .orElse(identifier);
  }

  /** All identifiers in alphabetical order, for messages. */
  String identifierList() {
    return identifiers;
  }

  private Stream<String> known() {
    return Arrays.stream(identifiers.split(", ", -1));
  }

  /** The type of that name in a rule, in any case. */
  public static Optional<EntityType> named(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(type -> type.ruleName.toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst();
  }
}
