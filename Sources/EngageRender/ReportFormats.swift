/// The formats reports can be written in, found by name or by a file's ending.
///
///     let formats = ReportFormats.standard()
///     try formats.forFile("Exports/what-we-heard.html").render(report)
public struct ReportFormats: Sendable {
  /// In the order they are listed to people.
  public let renderers: [any ReportRenderer]

  /// A list of formats; names and endings must be unique.
  public init(_ renderers: [any ReportRenderer]) {
    self.renderers = renderers
  }

  /// The formats of this room, followed by others (a workbook, say).
  /// - Parameters:
  ///   - width: columns of the terminal, `nil` where text does not go to one.
  ///   - colour: whether the terminal is to show colour.
  public static func standard(
    width: Int? = nil, colour: Bool = false, others: [any ReportRenderer] = []
  ) -> ReportFormats {
    ReportFormats(
      [
        TerminalRenderer(width: width, colour: colour), JSONRenderer(), MarkdownRenderer(), HTMLRenderer(),
        CSVRenderer(),
      ] + others)
  }

  /// The format of that name.
  /// - Throws: `UnknownReportFormat`.
  public func named(_ name: String) throws -> any ReportRenderer {
    let wanted = name.lowercased()
    if let found = renderers.first(where: { $0.name == wanted }) { return found }
    throw UnknownReportFormat(asked: name, isEnding: false, known: renderers.map(\.name))
  }

  /// The format a file's ending asks for.
  /// - Parameter others: endings that are somebody else's to write, for the message: they could have been asked for too.
  /// - Throws: `UnknownReportFormat`.
  public func forFile(_ path: String, besides others: [String] = []) throws -> any ReportRenderer {
    let file = path.split(separator: "/").last ?? ""
    let ending = file.lastIndex(of: ".").map { String(file[file.index(after: $0)...]) } ?? ""
    let wanted = ending.lowercased()
    if let found = renderers.first(where: { $0.fileExtensions.contains(wanted) }) { return found }
    throw UnknownReportFormat(
      asked: ending, isEnding: true, known: others + renderers.flatMap(\.fileExtensions))
  }
}

/// A format nobody knows.
public struct UnknownReportFormat: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was asked for: a name, or a file's ending without the dot.
  public var asked: String
  /// Whether a file's ending was asked for.
  public var isEnding: Bool
  /// What could have been asked for.
  public var known: [String]

  /// The known one that is an edit or two away.
  public var suggestion: String? {
    known.map { (word: $0, edits: editDistance($0, asked.lowercased())) }
      .filter { $0.edits <= ($0.word.count < 4 ? 1 : 2) && $0.edits < $0.word.count }
      .min { $0.edits < $1.edits }?.word
  }

  /// What is wrong, what was probably meant, and what there is.
  public var description: String {
    let dot = isEnding ? "." : ""
    let problem =
      switch (isEnding, asked.isEmpty) {
      case (true, true): "the file name has no ending that says which format is wanted"
      case (true, false): "no report format has the ending .\(asked)"
      case (false, _): "no report format is called “\(asked)”"
      }
    let question = suggestion.map { "; did you mean \(dot)\($0)?" } ?? ""
    return "\(problem)\(question) (there are \(known.map { dot + $0 }.joined(separator: ", ")))"
  }
}

/// How many letters have to be put in, taken out, exchanged or swapped with a neighbour.
func editDistance(_ left: String, _ right: String) -> Int {
  let left = Array(left)
  let right = Array(right)
  var rows = [Array(0...right.count)]
  for i in left.indices {
    var row = [i + 1]
    for j in right.indices {
      let last = rows[i]
      var edits = min(last[j] + (left[i] == right[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        edits = min(edits, rows[i - 1][j - 1] + 1)
      }
      row.append(edits)
    }
    rows.append(row)
  }
  return rows[left.count][right.count]
}
