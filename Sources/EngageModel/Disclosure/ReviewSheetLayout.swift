/// What a workbook for deciding on texts holds.
///
/// The workbook carries it on a hidden sheet (``grid``), and each row names its text, with the fingerprint of its words,
/// in a hidden column: so it comes back without anybody saying what its columns mean, and for those words alone.
public struct ReviewSheetLayout: Sendable, Hashable {
  /// A column, known by a name of its own that stands in the sheet's hidden row; from left to right.
  public enum Column: String, Sendable, Hashable, CaseIterable {
    /// The number of the response.
    case response = "engage/response"
    /// Which text it is (`CodingSheetLayout.TextKey`); hidden.
    case text = "engage/text"
    case question = "engage/question"
    /// Where it comes from, and whether it may be quoted.
    case context = "engage/context"
    case words = "engage/words"
    case suggested = "engage/suggested"
    case decision = "engage/decision"
    /// The text as it may leave.
    case wording = "engage/wording"
    case note = "engage/note"
  }

  /// What can be decided.
  public enum Choice: String, Sendable, CaseIterable {
    /// What stands in ``Column/wording`` may leave.
    case release
    case keep
  }

  public var survey: Survey.ID
  /// ISO 8601.
  public var made: String
  /// `Engage 0.1.0`
  public var engine: String

  public init(survey: Survey.ID, made: String, engine: String) {
    (self.survey, self.made, self.engine) = (survey, made, engine)
  }

  /// The name of the hidden sheet that holds the layout.
  public static let sheetName = "Engage"
  /// The name of the sheet with the texts.
  public static let textsName = "Texts"
  /// The row, from 1, that names the columns; it is hidden.
  public static let namesRow = 3
  /// As many characters (UTF-16) of a text as a cell is given.
  public static let longest = 32_000

  private static let mark = "engage-review-sheet/1"

  /// The layout as rows of cells.
  public var grid: [[String]] {
    [[ReviewSheetLayout.mark], ["survey", survey.rawValue], ["made", made], ["engine", engine]]
  }

  /// Whether rows of cells are, or once were, a layout.
  public static func isLayout(_ grid: [[String]]) -> Bool {
    grid.first?.first?.hasPrefix("engage-review-sheet/") ?? false
  }

  /// Reads a layout from rows of cells.
  /// - Returns: `nil` if something is missing or was changed, or if a later Engage wrote it in another form.
  public init?(grid: [[String]]) {
    guard grid.first?.first == ReviewSheetLayout.mark else { return nil }
    let facts = Dictionary(grid.dropFirst().filter { $0.count >= 2 }.map { ($0[0], $0[1]) }) { one, _ in one }
    guard let survey = facts["survey"], !survey.isEmpty else { return nil }
    self.init(survey: Survey.ID(survey), made: facts["made"] ?? "", engine: facts["engine"] ?? "")
  }
}
