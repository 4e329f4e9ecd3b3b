/// What a terminal can show.
public struct Look: Sendable, Hashable {
  public var hasColour: Bool
  /// Whether characters beyond ASCII can be shown.
  public var isUnicode: Bool

  public init(hasColour: Bool = true, isUnicode: Bool = true) {
    self.hasColour = hasColour
    self.isUnicode = isUnicode
  }

  /// What the environment says: `NO_COLOR` (no-color.org), and the locale, where LC_ALL goes before LC_CTYPE and
  /// that before LANG (POSIX).
  public init(environment: [String: String]) {
    let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    hasColour = !isPlain
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    let name = (locale ?? "").lowercased()
    isUnicode = name.contains("utf-8") || name.contains("utf8")
  }
}
