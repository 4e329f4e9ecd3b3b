/// Themes, and the words by which a rule recognises them.
public struct Codebook: Sendable, Hashable, Codable {
  public var id: ID
  public var version: Int
  public var title: String?
  public var source: String?
  public var matching: Matching
  /// Whether it finds what tells of somebody in danger. Neither its themes nor their counts leave the house.
  public var safeguarding: Bool
  /// Action-plan priorities in order: name and title.
  public var priorities: [Priority]
  /// The outermost themes.
  public var themes: [Theme]
  /// What changed from version to version, oldest first.
  public var history: [CodebookRevision]

  public init(
    id: ID, version: Int = 1, title: String? = nil, source: String? = nil, matching: Matching = Matching(),
    safeguarding: Bool = false, priorities: [Priority] = [], themes: [Theme], history: [CodebookRevision] = []
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.source = source
    self.matching = matching
    self.safeguarding = safeguarding
    self.priorities = priorities
    self.themes = themes
    self.history = history
  }

  /// All themes, a parent before its sub-themes, with the position of the parent.
  public var flattened: [(theme: Theme, parent: Int?)] {
    var flat: [(theme: Theme, parent: Int?)] = []
    func add(_ themes: [Theme], under parent: Int?) {
      for theme in themes {
        flat.append((theme, parent))
        add(theme.themes, under: flat.count - 1)
      }
    }
    add(themes, under: nil)
    return flat
  }
}

/// How phrases meet words.
public struct Matching: Sendable, Hashable, Codable {
  public enum Stems: String, Sendable, Codable, CaseIterable {
    /// English word stems: "reports" meets "reporting".
    case en
    /// As written.
    case none
  }

  public enum Accents: String, Sendable, Codable, CaseIterable {
    /// "café" meets "cafe".
    case fold
    case keep
  }

  public var stems: Stems
  public var accents: Accents

  public init(stems: Stems = .en, accents: Accents = .fold) {
    self.stems = stems
    self.accents = accents
  }
}

/// A priority of an action plan, to which themes add up.
public struct Priority: Sendable, Hashable, Codable {
  public var name: String
  public var title: String

  public init(name: String, title: String) {
    self.name = name
    self.title = title
  }
}

/// Something that people raise.
public struct Theme: Sendable, Hashable, Codable {
  public var id: ID
  public var title: String
  /// The name of a priority; sub-themes have their parent's unless they say otherwise.
  public var priority: String?
  /// Empty for a theme that only people give, or that only has sub-themes.
  public var match: [Term]
  /// Cancels the matches it overlaps.
  public var exclude: [Term]
  /// In a codebook for safeguarding: a name or a role of `safeguarding.yaml` who is told of a text with this theme;
  /// sub-themes have their parent's unless they say otherwise.
  public var tell: String?
  public var themes: [Theme]

  public init(
    id: ID, title: String, priority: String? = nil, match: [Term] = [], exclude: [Term] = [],
    tell: String? = nil, themes: [Theme] = []
  ) {
    self.id = id
    self.title = title
    self.priority = priority
    self.match = match
    self.exclude = exclude
    self.tell = tell
    self.themes = themes
  }
}

/// Words to look for.
public enum Term: Sendable, Hashable, Codable {
  /// Whole words in any case; `*` ends a prefix; stemmed if the codebook says so.
  case phrase(String)
  /// Any case, never stemmed.
  case exact(String)
  /// A pattern from a word's start, matched in linear time.
  case pattern(String)
}
