public import EngageModel

/// Writes a column map as the file a person would have written, to be edited.
///
/// `ColumnMapFile` reads the text back as an equal map.
public struct ColumnMapWriter {
  private let map: ColumnMap
  private let order: [String]
  private let header: [String]

  /// - Parameters:
  ///   - map: what to write.
  ///   - order: its headings in the order of the file; others follow in the order of the alphabet.
  ///   - header: lines of comment at the top of the file.
  public init(_ map: ColumnMap, order: [String] = [], header: [String] = []) {
    self.map = map
    let known = order.filter { map.columns[$0] != nil }
    self.order = known + map.columns.keys.filter { !known.contains($0) }.sorted()
    self.header = header
  }

  /// The file's text.
  public var text: String { YAMLLayout.text(text(layout:)) }

  private func text(layout: YAMLLayout) -> String {
    func quoted(_ text: String) -> String { layout.flow(.text(text)) }
    func word(of role: ColumnMap.Role) -> String { self.word(of: role, layout) }
    var lines = layout.comment(header)
    if let dialect = map.dialect { lines += ["dialect: " + YAMLQuoting.word(dialect)] }
    if let rows = map.headerRows { lines += ["header_rows: \(rows)"] }
    if let separator = map.separator { lines += ["separator: " + quoted(separator)] }
    if !map.missing.isEmpty { lines += ["missing: " + layout.flow(.list(map.missing.map { .text($0) }))] }
    if !map.constants.isEmpty {
      lines += ["constants:"] + map.constants.map { "  \(word(of: $0.key)): \(quoted($0.value))" }.sorted()
    }
    lines += order.isEmpty ? ["columns: {}"] : ["columns:"]
    for heading in order {
      if let role = map.columns[heading] { lines.append("  \(quoted(heading)): \(word(of: role))") }
    }
    let values = map.values.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
    if !values.isEmpty { lines.append("values:") }
    for (question, words) in values {
      lines.append("  \(question):")
      lines += words.sorted { $0.key < $1.key }.map {
        "    \(quoted($0.key)): \(YAMLQuoting.word($0.value.rawValue))"
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func word(of role: ColumnMap.Role, _ layout: YAMLLayout) -> String {
    switch role {
    case .question(let id): YAMLQuoting.word(id.rawValue)
    case .choice(let id, let choice):
      layout.flow(.map([("question", .word(id.rawValue)), ("choice", .word(choice.rawValue))]))
    case .place(let id, let place):
      layout.flow(.map([("question", .word(id.rawValue)), ("place", .plain(String(place)))]))
    default: role.word ?? ""
    }
  }
}
