public import EngageModel
public import EngageSheets

/// Which form a file of records has.
public enum RecordForm: Sendable, Hashable, CaseIterable {
  case csv, workbook, spss
  /// A folder with `responses.csv` and `datapackage.json`.
  case dataPackage

  /// The form that a path asks for by its ending; `nil` for an ending that has none. Without an ending it is the
  /// folder of a data package.
  public init?(path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if name == DataPackageTable.fileName || path.hasSuffix("/") {
      self = .dataPackage
      return
    }
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
      self = .dataPackage
      return
    }
    switch name[name.index(after: dot)...].lowercased() {
    case "csv": self = .csv
    case "xlsx": self = .workbook
    case "sav": self = .spss
    default: return nil
    }
  }
}

/// The responses to a survey as a table with a row for each, for other programs to read.
///
/// ```swift
/// let export = try RecordExport(survey: pooled, sessions: sessions)
/// let summary = try export.write(from: store, to: "answers.sav", as: .spss)
/// ```
/// Questions marked `sensitive` are left out unless they are named. Every file is for its owner's eyes alone and
/// appears whole or not at all.
public struct RecordExport: Sendable {
  /// All versions of the questionnaire as one.
  public let survey: Survey
  /// The questions with a column, in survey order.
  public let questions: [Question]
  /// Those left out since they are sensitive, or tell of one that is.
  public let leftOut: [Question.ID]
  /// The sessions whose responses are written.
  public let sessions: [SessionReference]
  /// Paragraphs for the reader of records that leave; `nil` for the house's own.
  let legend: [String]?

  /// - Parameters:
  ///   - survey: all versions pooled.
  ///   - sessions: those whose responses are written.
  ///   - included: sensitive questions that are to be written all the same.
  /// - Throws: a diagnostic for each name that is no question.
  public init(survey: Survey, sessions: [SessionReference], including included: [Question.ID] = [])
    throws(DiagnosticsError)
  {
    self.survey = survey
    self.sessions = sessions
    legend = nil
    let names = survey.questions.map(\.id.rawValue)
    let unknown = included.filter { survey.question($0) == nil }
    if !unknown.isEmpty {
      throw DiagnosticsError(
        unknown.map { id in
          Diagnostic(
            rule: "unknown-question", message: "the survey \(survey.id) has no question “\(id)”",
            hint: nearestName(to: id.rawValue, among: names).map { "did you mean \($0)?" })
        })
    }
    let hidden = RecordExport.hidden(in: survey, including: Set(included))
    let answered = survey.questions.filter { $0.type.columnKind != nil }
    questions = answered.filter { !hidden.contains($0.id) }
    leftOut = answered.map(\.id).filter { hidden.contains($0) }
  }

  /// Records that were made safe to leave: a key, and answers to the questions of a questionnaire made for them.
  /// - Parameters:
  ///   - survey: as the records answer it.
  ///   - sessions: what the source calls the sessions of all of them.
  ///   - legend: what the reader must know, paragraph by paragraph; it goes into the file where its form allows, else
  ///     beside it.
  public init(released survey: Survey, sessions: [SessionReference], legend: [String]) {
    self.survey = survey
    self.sessions = sessions
    self.legend = legend
    questions = survey.questions.filter { $0.type.columnKind != nil }
    leftOut = []
  }

  /// Sensitive questions, the texts of their "other", and what is calculated from them.
  private static func hidden(in survey: Survey, including included: Set<Question.ID>) -> Set<Question.ID> {
    var hidden: Set<Question.ID> = []
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for question in survey.questions where !hidden.contains(question.id) && !included.contains(question.id)
      {
        let isOther = question.otherOf.map { hidden.contains($0) } ?? false
        // Who asked for the question has asked for the words of its "other", too.
        let isWanted = question.otherOf.map { included.contains($0) } ?? false
        let tells = question.calculation.map { !hidden.isDisjoint(with: $0.references) } ?? false
        if (question.sensitive && !isWanted) || isOther || tells {
          hidden.insert(question.id)
          isGrowing = true
        }
      }
    }
    return hidden
  }

  /// What to ask a source for.
  public var schema: BatchSchema {
    BatchSchema(questions: questions, sessions: sessions, survey: survey.id, identities: true)
  }

  var columns: [RecordColumn] { RecordColumn.all(of: questions, in: survey, isReleased: legend != nil) }

  /// Writes all live responses, in the order of the source.
  /// - Parameters:
  ///   - path: of the file; of a data package its folder, or the `datapackage.json` in it.
  ///   - safety: whether texts that a spreadsheet would take for a formula get a `'` in CSV files.
  ///   - made: seconds since 1970, for the file's properties.
  /// - Throws: what the source throws; `SheetFileError`, `WorkbookError`, `SavError`; a `Diagnostic` where the form
  ///   can't hold the responses. Nothing is left behind then.
  public func write(
    from source: any ResponseSource, to path: String, as form: RecordForm,
    safety: CSVSafety = .spreadsheetSafe, made: Int
  ) throws -> RecordSummary {
    let writer: any RecordWriter
    switch form {
    case .csv: writer = try CSVRecords(self, path: path, safety: safety)
    case .workbook: writer = try WorkbookRecords(self, path: path, made: made)
    case .dataPackage: writer = try PackageRecords(self, path: path, safety: safety, made: made)
    case .spss:
      let measures = SavMeasures(self)
      try visit(source) { measures.add($0) }
      writer = try SavRecords(self, measures: measures, path: path, made: made)
    }
    var forms = 0
    var tables = 0
    try visit(source) { batch in
      for unit in batch.units { if unit == 0 { forms += 1 } else { tables += 1 } }
      try writer.add(batch)
    }
    var summary = RecordSummary(forms: forms, tables: tables)
    try writer.finish(&summary)
    if form == .csv || form == .spss || form == .dataPackage {
      try writeLegend(beside: path, as: form, &summary)
    }
    return summary
  }

  /// Writes the legend of released records as a text of its own; a workbook has a sheet for it.
  private func writeLegend(beside path: String, as form: RecordForm, _ summary: inout RecordSummary) throws {
    guard let legend else { return }
    let file: String
    if form == .dataPackage {
      file = "\(PackageRecords.folder(of: path))/README.md"
    } else {
      let name = path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path
      file = "\(name).README.md"
    }
    try AtomicOutput.write(
      Array((legend.joined(separator: "\n\n") + "\n").utf8), to: file, access: .ownerOnly)
    summary.files.append(file)
  }

  private func visit(
    _ source: any ResponseSource, _ body: (borrowing ResponseBatch) throws -> Void
  ) throws {
    for part in try source.partitions(schema, atMost: 1) { try part.visit(body) }
  }
}

/// What was written.
public struct RecordSummary: Sendable, Hashable {
  /// Responses that speak for one person.
  public var forms: Int
  /// Responses that speak for a table.
  public var tables: Int
  /// Every file that was written.
  public var files: [String] = []
  /// What the reader of the file should know.
  public var notes: [Diagnostic] = []

  /// All responses.
  public var records: Int { forms + tables }
}

/// One form of file: takes batches, and puts the file in its place at the end.
protocol RecordWriter: AnyObject {
  func add(_ batch: borrowing ResponseBatch) throws
  /// Adds files and notes to the summary.
  func finish(_ summary: inout RecordSummary) throws
}
