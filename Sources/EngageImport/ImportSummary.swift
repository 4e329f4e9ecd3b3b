public import EngageModel

/// What an import found.
public struct ImportSummary: Sendable, Hashable {
  /// Rows with at least one filled cell.
  public var rows: Int
  /// Rows handed on as responses.
  public var accepted: Int
  /// Rows with errors.
  public var rejected: Int
  /// Errors, warnings and notes: those of the headings first, then in the order of rows.
  public var diagnostics: [Diagnostic]
  /// How many more problems there were than are kept.
  public var furtherProblems: Int
  /// How the file was understood.
  public var dialect: ImportedDialect
  /// Whether what was handed on may be kept: no errors, or (`skipsInvalid`) only errors of single rows, with at
  /// least one good row.
  public var isStorable: Bool
  /// What the rows without a key are recognised by; `nil` if all have one.
  public var rowsWithoutKey: RowsDigest?
  /// The rule of notes that tell which columns were left out.
  public static let leftOut = "left-out"
  /// Which of the earlier batches that were asked for the file holds again.
  public var repeats: [RepeatedRows]
}

extension [ImportSummary] {
  /// What was found on several sheets of one workbook, of which there is at least one.
  /// - Parameter isAllOrNothing: whether a sheet that can't be stored keeps the others from being stored.
  public func joined(isAllOrNothing: Bool) -> ImportSummary {
    var all = self[0]
    for sheet in dropFirst() {
      all.rows += sheet.rows
      all.accepted += sheet.accepted
      all.rejected += sheet.rejected
      all.diagnostics += sheet.diagnostics
      all.furtherProblems += sheet.furtherProblems
      all.isStorable =
        isAllOrNothing ? all.isStorable && sheet.isStorable : all.isStorable || sheet.isStorable
      all.rowsWithoutKey = all.rowsWithoutKey ?? sheet.rowsWithoutKey
      all.repeats += sheet.repeats
    }
    return all
  }
}

/// How a file was understood.
public struct ImportedDialect: Sendable, Hashable, Codable {
  /// `engage`.
  public var name: String
  /// `utf-8`
  public var encoding: String
  /// `,`
  public var delimiter: String
  /// Rows of headings.
  public var headerRows: Int
  /// Sentences that say why it was understood so.
  public var evidence: [String]
  /// The program's name, for people; not in JSON, whose `name` says the same.
  public var title = ""
  /// What of the evidence speaks for the program, the rest being about delimiters and the like; not in JSON.
  public var signs: [String] = []

  /// How a file was understood.
  public init(name: String, encoding: String, delimiter: String, headerRows: Int, evidence: [String]) {
    self.name = name
    self.encoding = encoding
    self.delimiter = delimiter
    self.headerRows = headerRows
    self.evidence = evidence
  }

  private enum CodingKeys: String, CodingKey {
    case name, encoding, delimiter
    case headerRows = "header_rows"
    case evidence
  }
}
