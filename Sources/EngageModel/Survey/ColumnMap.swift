/// How the headings of a foreign file meet the questions of a survey.
public struct ColumnMap: Sendable, Hashable, Codable {
  /// What a column holds.
  public enum Role: Sendable, Hashable, Codable {
    case question(Question.ID)
    /// Ticks of one choice of a `select_multiple`.
    case choice(Question.ID, Choice.ID)
    case key, session, unit, people, submittedAt, ignore
  }

  /// By heading as written in the file; a heading that occurs several times is named `heading#2`, `heading#3`.
  public var columns: [String: Role]
  /// Words of the file for choices: by question, then from the word as written to the choice. Several words may
  /// mean the same choice.
  public var values: [Question.ID: [String: Choice.ID]]
  /// Cells that mean "not answered", beside the empty one.
  public var missing: [String]
  /// What joins several choices in one cell.
  public var separator: String?
  /// Rows of headings; further ones are skipped.
  public var headerRows: Int

  public init(
    columns: [String: Role] = [:], values: [Question.ID: [String: Choice.ID]] = [:], missing: [String] = [],
    separator: String? = nil, headerRows: Int = 1
  ) {
    self.columns = columns
    self.values = values
    self.missing = missing
    self.separator = separator
    self.headerRows = headerRows
  }
}
