/// What a workbook for coding comments holds, and for whom it was made.
///
/// The workbook carries it on a hidden sheet (``grid``), and each row names its text in a hidden column (``TextKey``):
/// so it comes back without anybody saying what its columns mean.
public struct CodingSheetLayout: Sendable, Hashable {
  /// A column, known by a name of its own that stands in the sheet's hidden row.
  public enum Column: Sendable, Hashable {
    /// The number of the response.
    case response
    /// Which text it is; hidden.
    case text
    /// The question; only where there are several.
    case question
    case comment
    /// What the rules found; not for coders who are to see nothing.
    case rules
    case theme(Theme.ID)
    /// That none of the themes fits.
    case noneFits
    case memo

    public var name: String {
      switch self {
      case .response: "engage/response"
      case .text: "engage/text"
      case .question: "engage/question"
      case .comment: "engage/comment"
      case .rules: "engage/rules"
      case .theme(let id): "theme/\(id)"
      case .noneFits: "engage/none"
      case .memo: "engage/memo"
      }
    }
  }

  /// Which text a row is about: `12/concerns/9ae16a3b2f90404f`.
  public struct TextKey: Sendable, Hashable {
    public var response: Int64
    public var question: Question.ID
    /// Of the text as the coder sees it.
    public var fingerprint: UInt64

    public init(response: Int64, question: Question.ID, fingerprint: UInt64) {
      (self.response, self.question, self.fingerprint) = (response, question, fingerprint)
    }

    /// - Returns: `nil` where it is none.
    public init?(_ written: String) {
      let parts = written.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 3, let response = Int64(parts[0]), response > 0, !parts[1].isEmpty,
        parts[2].utf8.count == 16, let fingerprint = UInt64(parts[2], radix: 16)
      else { return nil }
      self.init(response: response, question: Question.ID(String(parts[1])), fingerprint: fingerprint)
    }

    public var written: String {
      let digits = String(fingerprint, radix: 16)
      return "\(response)/\(question)/" + String(repeating: "0", count: 16 - digits.count) + digits
    }
  }

  public var survey: Survey.ID
  public var codebook: Codebook.ID
  public var version: Int
  public var coder: String
  /// In the codebook's order.
  public var themes: [Theme.ID]
  public var hasQuestions: Bool
  public var showsRules: Bool
  /// ISO 8601.
  public var made: String
  /// `Engage 0.1.0`
  public var engine: String

  public init(
    survey: Survey.ID, codebook: Codebook.ID, version: Int, coder: String, themes: [Theme.ID],
    hasQuestions: Bool, showsRules: Bool, made: String, engine: String
  ) {
    (self.survey, self.codebook, self.version, self.coder) = (survey, codebook, version, coder)
    (self.themes, self.hasQuestions, self.showsRules) = (themes, hasQuestions, showsRules)
    (self.made, self.engine) = (made, engine)
  }

  /// The name of the hidden sheet that holds the layout.
  public static let sheetName = "Engage"
  /// The name of the sheet with the comments.
  public static let commentsName = "Comments"
  /// The row, from 1, that names the columns; it is hidden.
  public static let namesRow = 3
  /// What a coder chooses.
  public static let yes = "yes"

  /// From left to right.
  public var columns: [Column] {
    [.response, .text] + (hasQuestions ? [.question] : []) + [.comment] + (showsRules ? [.rules] : [])
      + themes.map(Column.theme) + [.noneFits, .memo]
  }
}

// MARK: - The hidden sheet

extension CodingSheetLayout {
  private static let mark = "engage-coding-sheet/1"

  /// The layout as rows of cells.
  public var grid: [[String]] {
    [
      [CodingSheetLayout.mark], ["survey", survey.rawValue], ["codebook", codebook.rawValue],
      ["version", String(version)], ["coder", coder], ["questions", hasQuestions ? "yes" : "no"],
      ["rules", showsRules ? "yes" : "no"], ["made", made], ["engine", engine],
    ] + themes.map { ["theme", $0.rawValue] }
  }

  /// Whether rows of cells are, or once were, a layout.
  public static func isLayout(_ grid: [[String]]) -> Bool {
    grid.first?.first?.hasPrefix("engage-coding-sheet/") ?? false
  }

  /// Reads a layout from rows of cells.
  /// - Returns: `nil` if something is missing or was changed, or if a later Engage wrote it in another form.
  public init?(grid: [[String]]) {
    guard grid.first?.first == CodingSheetLayout.mark else { return nil }
    let rows = grid.dropFirst().filter { $0.count >= 2 }
    let facts = Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
    let themes = rows.filter { $0[0] == "theme" }.map { Theme.ID($0[1]) }
    guard let survey = facts["survey"], let codebook = facts["codebook"],
      let version = facts["version"].flatMap({ Int($0) }), version > 0,
      let coder = facts["coder"], CodedText.isCoder(coder),
      let questions = facts["questions"], let rules = facts["rules"], !themes.isEmpty,
      Set(themes).count == themes.count
    else { return nil }
    self.init(
      survey: Survey.ID(survey), codebook: Codebook.ID(codebook), version: version, coder: coder,
      themes: themes, hasQuestions: questions == "yes", showsRules: rules == "yes",
      made: facts["made"] ?? "", engine: facts["engine"] ?? "")
  }
}
