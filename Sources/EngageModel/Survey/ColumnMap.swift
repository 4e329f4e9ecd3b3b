/// How the headings of a foreign file meet the questions of a survey.
public struct ColumnMap: Sendable, Hashable, Codable {
  /// What a column holds.
  public enum Role: Sendable, Hashable, Codable {
    case question(Question.ID)
    /// Something about one choice: whether it was ticked; in a `rank`, its place.
    case choice(Question.ID, Choice.ID)
    /// The choice put at this place of a `rank`, from 1.
    case place(Question.ID, Int)
    case key, session, unit, people, submittedAt, ignore
  }

  /// By heading as written in the file; a heading that occurs several times is named `heading#2`, `heading#3`. Where
  /// a second row of headings names the options: `Question [Option]`.
  public var columns: [String: Role]
  /// Words of the file for choices: by question, then from the word as written to the choice or the reason for a
  /// missing answer (``MissingReason/name``). Several words may mean the same choice.
  public var values: [Question.ID: [String: Choice.ID]]
  /// What holds for every row without a column of its own, as a cell would say it.
  public var constants: [Role: String]
  /// Cells that mean "not answered", beside the empty one.
  public var missing: [String]
  /// What joins several choices in one cell.
  public var separator: String?
  /// How the file is laid out (`surveymonkey`); `nil` to find out.
  public var dialect: String?
  /// Rows of headings; further ones are skipped. `nil` to find out.
  public var headerRows: Int?

  public init(
    columns: [String: Role] = [:], values: [Question.ID: [String: Choice.ID]] = [:],
    constants: [Role: String] = [:], missing: [String] = [],
    separator: String? = nil, dialect: String? = nil, headerRows: Int? = nil
  ) {
    self.columns = columns
    self.values = values
    self.constants = constants
    self.missing = missing
    self.separator = separator
    self.dialect = dialect
    self.headerRows = headerRows
  }
}

extension ColumnMap.Role {
  /// What is about no question, by the word for it in maps and headings.
  public static let words: [(word: String, role: ColumnMap.Role)] = [
    ("key", .key), ("session", .session), ("unit", .unit), ("people", .people),
    ("submitted_at", .submittedAt), ("ignore", .ignore),
  ]

  /// The role of that word.
  public init?(word: String) {
    guard let found = Self.words.first(where: { $0.word == word }) else { return nil }
    self = found.role
  }

  /// The word for it; `nil` for what is about a question.
  public var word: String? { Self.words.first { $0.role == self }?.word }
}
