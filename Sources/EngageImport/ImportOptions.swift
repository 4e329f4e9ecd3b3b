public import EngageModel
public import EngageSheets

/// What an import needs to know beside the file.
public struct ImportOptions: Sendable {
  /// The version of the questionnaire that the file answers.
  public var survey: Survey
  /// The event that the responses belong to.
  public var event: Event.ID
  /// The sessions of the event.
  public var sessions: [Session]
  /// All rows belong to this session.
  public var fixedSession: Session.ID?
  /// The heading of the column that tells the session.
  public var sessionColumn: String?
  /// The heading of the column that tells one response from all others.
  public var keyColumn: String?
  /// Headings and words that differ from the survey's.
  public var map: ColumnMap?
  /// Rows of headings, where it is not the map's number or one.
  public var headerRows: Int?
  /// The byte between fields, where it is not to be found out.
  public var delimiter: UInt8?
  /// The encoding, where it is not UTF-8 or told by a byte order mark.
  public var encoding: TextEncoding?
  /// Which number of 03/09/2019 is the day, where the dates of a column don't prove it.
  public var dateOrder: DateOrder?
  /// The sheet of a workbook, by name or number from 1; the only one with responses if `nil`.
  public var sheet: String?
  /// The name of the dialect, where it is not to be found out.
  public var dialect: String?
  /// Where the file is a sheet that Engage made for typing: what its columns hold, see ``EntrySheet``.
  public var entrySheet: EntrySheetLayout.Sheet?
  /// Rows with errors are left out; without this, one such row stops everything.
  public var skipsInvalid: Bool
  /// How many problems are kept; further ones are only counted.
  public var problemLimit: Int

  /// The names of all dialects.
  public static var dialects: [String] { Dialects.names }

  /// The order of day and month.
  public enum DateOrder: String, Sendable, CaseIterable {
    /// 24/09/2019
    case day
    /// 09/24/2019
    case month
  }

  /// Options; survey, event and sessions are needed, the rest is found out.
  public init(
    survey: Survey, event: Event.ID, sessions: [Session], fixedSession: Session.ID? = nil,
    sessionColumn: String? = nil, keyColumn: String? = nil, map: ColumnMap? = nil, headerRows: Int? = nil,
    delimiter: UInt8? = nil, encoding: TextEncoding? = nil, dateOrder: DateOrder? = nil, sheet: String? = nil,
    dialect: String? = nil,
    skipsInvalid: Bool = false,
    problemLimit: Int = 1000
  ) {
    self.survey = survey
    self.event = event
    self.sessions = sessions
    self.fixedSession = fixedSession
    self.sessionColumn = sessionColumn
    self.keyColumn = keyColumn
    self.map = map
    self.headerRows = headerRows
    self.delimiter = delimiter
    self.encoding = encoding
    self.dateOrder = dateOrder
    self.sheet = sheet
    self.dialect = dialect
    self.skipsInvalid = skipsInvalid
    self.problemLimit = problemLimit
  }
}
