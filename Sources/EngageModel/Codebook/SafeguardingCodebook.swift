extension Codebook {
  /// A theme that tells of somebody in danger.
  public struct Disclosure: Sendable, Hashable {
    public let theme: Theme.ID
    /// A name or a role of `safeguarding.yaml`; `nil` where the codebook names nobody.
    public let tell: String?
  }

  /// Which themes tell of somebody in danger, a parent before its sub-themes: those with `tell` and the themes under
  /// them; all where none has it. Empty unless the codebook is for safeguarding.
  public var disclosures: [Disclosure] {
    guard safeguarding else { return [] }
    let isAny = !flattened.contains { $0.theme.tell != nil }
    var found: [Disclosure] = []
    func add(_ themes: [Theme], told above: String?) {
      for theme in themes {
        let tell = theme.tell ?? above
        if tell != nil || isAny { found.append(Disclosure(theme: theme.id, tell: tell)) }
        add(theme.themes, told: tell)
      }
    }
    add(themes, told: nil)
    return found
  }
}

extension SafeguardingContacts {
  /// The contacts that a theme's `tell` means, by name or role in any case; all where it names nobody they have.
  public func contacts(toTell tell: String?) -> [Contact] {
    guard let wanted = tell?.lowercased() else { return contacts }
    let meant = contacts.filter { $0.name?.lowercased() == wanted || $0.role?.lowercased() == wanted }
    return meant.isEmpty ? contacts : meant
  }
}

extension Codebook {
  private enum CodingKeys: String, CodingKey {
    case id, version, title, source, matching, safeguarding, priorities, themes, history
  }

  /// What was stored before codebooks said so is for no safeguarding.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try values.decode(ID.self, forKey: .id), version: try values.decode(Int.self, forKey: .version),
      title: try values.decodeIfPresent(String.self, forKey: .title),
      source: try values.decodeIfPresent(String.self, forKey: .source),
      matching: try values.decode(Matching.self, forKey: .matching),
      safeguarding: try values.decodeIfPresent(Bool.self, forKey: .safeguarding) ?? false,
      priorities: try values.decode([Priority].self, forKey: .priorities),
      themes: try values.decode([Theme].self, forKey: .themes),
      history: try values.decode([CodebookRevision].self, forKey: .history))
  }

  /// Other codebooks keep the form, and so the fingerprint, that they had.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(id, forKey: .id)
    try values.encode(version, forKey: .version)
    try values.encodeIfPresent(title, forKey: .title)
    try values.encodeIfPresent(source, forKey: .source)
    try values.encode(matching, forKey: .matching)
    if safeguarding { try values.encode(true, forKey: .safeguarding) }
    try values.encode(priorities, forKey: .priorities)
    try values.encode(themes, forKey: .themes)
    try values.encode(history, forKey: .history)
  }
}
