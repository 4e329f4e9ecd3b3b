/// Whom to ring when a form or a note tells of somebody in danger: the organisation's own people.
public struct SafeguardingContacts: Sendable, Hashable, Codable {
  /// Somebody to tell.
  public struct Contact: Sendable, Hashable, Codable {
    /// "Jo Bloggs"; `nil` where only the role is written down.
    public var name: String?
    /// "Designated safeguarding lead".
    public var role: String?
    public var phone: String?
    public var email: String?
    /// When they can be reached, in words.
    public var hours: String?

    public init(
      name: String? = nil, role: String? = nil, phone: String? = nil, email: String? = nil,
      hours: String? = nil
    ) {
      self.name = name
      self.role = role
      self.phone = phone
      self.email = email
      self.hours = hours
    }

    /// "Jo Bloggs, safeguarding lead: 01926 000000, jo@example.org (Monday to Friday)".
    public var line: String {
      let who = [name, role].compactMap { $0 }.joined(separator: ", ")
      let how = [phone, email].compactMap { $0 }.joined(separator: ", ")
      return "\(who): \(how)" + (hours.map { " (\($0))" } ?? "")
    }
  }

  /// What to do at once, a line each.
  public var emergency: [String]
  public var contacts: [Contact]
  /// Anything else that should be read then.
  public var note: String?

  public init(
    emergency: [String] = SafeguardingContacts.usualEmergency, contacts: [Contact] = [], note: String? = nil
  ) {
    self.emergency = emergency
    self.contacts = contacts
    self.note = note
  }

  /// What holds in Britain for everybody.
  public static let usualEmergency = [
    "Somebody is in danger now: ring 999.", "The police, where it is no emergency: 101.",
  ]

  /// What stands in the file that `engage init` writes where something is to be filled in.
  public static let placeholder = "TO BE FILLED IN"

  /// Whether the organisation has put down somebody to tell.
  public var isFilledIn: Bool { !contacts.isEmpty }

  /// All of it, a line each, for whoever must act on it now.
  public var lines: [String] {
    emergency
      + (isFilledIn
        ? contacts.map(\.line)
        : ["Your organisation has not put down yet whom to tell: its file is safeguarding.yaml."])
      + (note.map { [$0] } ?? [])
  }
}
