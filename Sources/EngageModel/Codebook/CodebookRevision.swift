/// A step from one version of a codebook to a later one.
public struct CodebookRevision: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// `themes` are new.
    case add
    /// `themes` became one, `into`.
    case merge
    /// `themes` (one) got sub-themes, `into`: what was coded with it is to be coded again.
    case split
    /// `themes` (one) has another title; `was` is the one before.
    case rename
  }

  /// The version that came of it.
  public var version: Int
  public var kind: Kind
  public var themes: [Theme.ID]
  public var into: [Theme.ID]
  public var was: String?
  /// A day or a moment, ISO 8601.
  public var at: String?
  public var by: String?
  public var why: String?

  public init(
    version: Int, _ kind: Kind, _ themes: [Theme.ID], into: [Theme.ID] = [], was: String? = nil,
    at: String? = nil, by: String? = nil, why: String? = nil
  ) {
    self.version = version
    self.kind = kind
    self.themes = themes
    self.into = into
    self.was = was
    self.at = at
    self.by = by
    self.why = why
  }
}

/// Themes as a later version of the codebook understands them.
public struct FollowedThemes: Sendable, Hashable {
  /// In the codebook's order.
  public var themes: [Theme.ID]
  /// Those of `themes` that were split since: the text is to be coded again.
  public var split: [Theme.ID]
  /// Those that the codebook knows nothing of.
  public var unknown: [Theme.ID]

  public init(themes: [Theme.ID] = [], split: [Theme.ID] = [], unknown: [Theme.ID] = []) {
    self.themes = themes
    self.split = split
    self.unknown = unknown
  }
}

extension Codebook {
  /// What themes given with an earlier version are called now: merged ones have the name of what they became.
  ///
  /// ```swift
  /// codebook.followed(code.themes, from: code.version).themes
  /// ```
  public func followed(_ themes: [Theme.ID], from version: Int) -> FollowedThemes {
    var names = Set(themes)
    var split: Set<Theme.ID> = []
    for revision in history where revision.version > version {
      switch revision.kind {
      case .merge:
        guard let into = revision.into.first, !names.isDisjoint(with: revision.themes) else { continue }
        if !split.isDisjoint(with: revision.themes) { split.insert(into) }
        names.subtract(revision.themes)
        split.subtract(revision.themes.filter { $0 != into })
        names.insert(into)
      case .split: split.formUnion(names.intersection(revision.themes))
      case .add, .rename: break
      }
    }
    let known = flattened.map(\.theme.id)
    return FollowedThemes(
      themes: known.filter(names.contains), split: known.filter { names.contains($0) && split.contains($0) },
      unknown: names.subtracting(known).sorted())
  }

  /// Codes as the codebook understands them now, themes it does not know left out.
  public func followed(_ code: CodedText) -> CodedText {
    var code = code
    code.themes = followed(code.themes, from: code.version).themes
    return code
  }

  /// Names that once belonged to a theme and do not any more.
  public var formerThemes: Set<Theme.ID> {
    Set(history.filter { $0.kind == .merge }.flatMap(\.themes)).subtracting(flattened.map(\.theme.id))
  }
}
