public import EngageModel

/// Where the file of an event speaks of people's data: for pointing at what is missing.
public struct DataProtectionPlaces: Sendable {
  /// The line of `data_protection`, from 1; `nil` where there is none.
  public private(set) var entry: Int?
  /// The lines of its keys.
  private var keys: [String: Int] = [:]
  /// The text of the file, by its path as shown, for underlining.
  public private(set) var sources: [String: String] = [:]

  /// - Parameters:
  ///   - path: of the event's file; what is wrong with it is not told here.
  ///   - shown: the path as diagnostics show it.
  public init(path: String, shownAs shown: String) {
    guard let root = YAMLDocument.read(path, shownAs: shown, problems: Problems()),
      let written = root.entries?.first(where: { $0.key.text == "data_protection" })
    else { return }
    sources = [shown: root.source.text]
    entry = written.key.line
    for line in written.value.entries ?? [] {
      if let key = line.key.text { keys[key] = line.key.line }
    }
  }

  /// The line to look at for a gap: its own if there is one, else that of the whole.
  public func line(of gap: DataProtectionGap) -> Int? { keys[gap.line.rawValue] ?? entry }
}
