public import EngageModel
import EngageSheets

/// A published table of who lives here, as a file with one of two headings:
///
/// - `question, choice, people`: a row for each choice of each question;
/// - questions by name, then `people`: a row for each combination of their choices.
///
/// The words of choices may be the survey's labels where a survey is given.
public struct PopulationTable {
  private let path: String
  private let sheet: String?
  private let survey: Survey?

  /// - Parameters:
  ///   - path: a CSV file or a workbook.
  ///   - sheet: of a workbook, by name or number.
  ///   - survey: whose questions and choices the table must speak of; any if `nil`.
  public init(path: String, sheet: String? = nil, survey: Survey? = nil) {
    self.path = path
    self.sheet = sheet
    self.survey = survey
  }

  /// Reads the table.
  /// - Throws: `DiagnosticsError` with everything that is wrong with it.
  public func read() throws(DiagnosticsError) -> [Population.Margin] {
    let table: TableText
    do { table = try TableText(path: path, sheet: sheet) } catch {
      throw DiagnosticsError(Diagnostic(error, path: path))
    }
    let isText = table.kind == .text
    let rows: [(number: Int, cells: [String])]
    do {
      rows = try table.withBytes { bytes throws(CSVError) in
        try PopulationTable.rows(
          CSVReader(bytes: bytes, format: isText ? CSVDetection.detect(bytes).format : .comma))
      }
    } catch {
      var problem = Diagnostic(error)
      problem.file = path
      throw DiagnosticsError(problem)
    }
    var reader = PopulationRows(path: path, sheet: table.sheetName, survey: survey)
    return try reader.margins(of: rows)
  }

  /// The rows that are not empty, cells without blanks around them.
  private static func rows(_ reader: consuming CSVReader) throws(CSVError) -> [(number: Int, cells: [String])]
  {
    var rows: [(number: Int, cells: [String])] = []
    while try reader.nextRow() {
      let cells = (0..<reader.fieldCount).map { PopulationRows.trimmed(reader.text($0)) }
      if cells.contains(where: { !$0.isEmpty }) { rows.append((reader.rowNumber, cells)) }
    }
    return rows
  }
}

/// The rows of a table of people, on their way to margins.
private struct PopulationRows {
  let path: String
  let sheet: String?
  let survey: Survey?
  private var problems: [Diagnostic] = []

  init(path: String, sheet: String?, survey: Survey?) {
    (self.path, self.sheet, self.survey) = (path, sheet, survey)
  }

  static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  mutating func margins(
    of rows: [(number: Int, cells: [String])]
  ) throws(DiagnosticsError) -> [Population.Margin] {
    guard let heading = rows.first,
      let people = heading.cells.firstIndex(where: { $0.lowercased() == "people" })
    else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-people", message: "the table has no column “people”", file: path, line: 1, sheet: sheet,
          hint: "head the columns question, choice, people; or questions by name, then people"))
    }
    let names = heading.cells.map { $0.lowercased() }
    var margins: [Population.Margin] = []
    if let question = names.firstIndex(of: "question"), let choice = names.firstIndex(of: "choice") {
      for row in rows.dropFirst() {
        addLong(row, question: question, choice: choice, people: people, to: &margins)
      }
    } else {
      margins = crossed(heading.cells, rows.dropFirst(), people: people)
    }
    if margins.allSatisfy({ $0.cells.isEmpty }), problems.isEmpty {
      report("no-rows", "the table has no rows below its heading", row: 1, column: people)
    }
    for margin in margins where margin.cells.allSatisfy({ $0.people == 0 }) && !margin.cells.isEmpty {
      report(
        "nobody",
        "the people of \(margin.questions.map(\.rawValue).joined(separator: " and ")) add up to nobody",
        row: 1, column: people)
    }
    if !problems.isEmpty { throw DiagnosticsError(problems) }
    return margins
  }

  private mutating func addLong(
    _ row: (number: Int, cells: [String]), question: Int, choice: Int, people: Int,
    to margins: inout [Population.Margin]
  ) {
    guard row.cells.count > max(question, choice, people) else {
      return report("short-row", "the row has too few cells", row: row.number, column: row.cells.count)
    }
    guard let asked = self.question(row.cells[question], row: row.number, column: question) else { return }
    let name = self.choice(row.cells[choice], of: asked, row: row.number, column: choice)
    guard let name, let count = self.people(row.cells[people], row: row.number, column: people) else {
      return
    }
    let index = margins.firstIndex { $0.questions == [asked.id] } ?? margins.count
    if index == margins.count { margins.append(Population.Margin(questions: [asked.id], cells: [])) }
    add(Population.Cell(choices: [name], people: count), to: &margins[index], row: row.number, column: choice)
  }

  private mutating func crossed(
    _ heading: [String], _ rows: ArraySlice<(number: Int, cells: [String])>, people: Int
  ) -> [Population.Margin] {
    let columns = heading.indices.filter { $0 != people && !heading[$0].isEmpty }
    let questions = columns.compactMap { question(heading[$0], row: 1, column: $0) }
    guard !columns.isEmpty, questions.count == columns.count, Set(questions.map(\.id)).count == columns.count
    else {
      if problems.isEmpty {
        report(
          "no-question", "the heading must name questions, each once, and then “people”", row: 1,
          column: people)
      }
      return []
    }
    var margin = Population.Margin(questions: questions.map(\.id), cells: [])
    for row in rows {
      guard row.cells.count > max(people, columns.max() ?? 0) else {
        report("short-row", "the row has too few cells", row: row.number, column: row.cells.count)
        continue
      }
      var choices: [Choice.ID] = []
      for (question, column) in zip(questions, columns) {
        if let name = choice(row.cells[column], of: question, row: row.number, column: column) {
          choices.append(name)
        }
      }
      guard let count = self.people(row.cells[people], row: row.number, column: people),
        choices.count == columns.count
      else { continue }
      add(
        Population.Cell(choices: choices, people: count), to: &margin, row: row.number, column: columns[0])
    }
    return [margin]
  }

  private mutating func add(
    _ cell: Population.Cell, to margin: inout Population.Margin, row: Int, column: Int
  ) {
    if margin.cells.contains(where: { $0.choices == cell.choices }) {
      return report(
        "duplicate-row",
        "the people of \(cell.choices.map(\.rawValue).joined(separator: ", ")) are told twice",
        row: row, column: column, hint: "delete one of the rows, or add them up")
    }
    margin.cells.append(cell)
  }

  private mutating func question(_ name: String, row: Int, column: Int) -> Question? {
    guard let survey else {
      guard NameRules.isQuestionName(name) else {
        report(
          "bad-name", "“\(name)” is no name of a question", row: row, column: column,
          hint: NameRules.questionName(of: name).map { "write \($0)" })
        return nil
      }
      return Question(id: Question.ID(name), type: .selectOne, label: LocalizedText(name))
    }
    if let question = survey.question(Question.ID(name)), question.type.isSingleChoice { return question }
    let candidates = survey.questions.filter(\.type.isSingleChoice).map(\.id.rawValue)
    report(
      "unknown-question", "\(survey.id) has no question “\(name)” of which one choice is taken", row: row,
      column: column,
      hint: nearestName(to: name, among: candidates).map { "did you mean \($0)?" }
        ?? "see: engage survey show \(survey.id)")
    return nil
  }

  /// A choice, or a group of choices, by name or label; any well-formed name without a survey.
  private mutating func choice(_ word: String, of question: Question, row: Int, column: Int) -> Choice.ID? {
    guard survey != nil else {
      if NameRules.isChoiceName(word) { return Choice.ID(word) }
      report(
        "bad-name", "“\(word)” is no name of a choice", row: row, column: column,
        hint:
          "write the choice's name in the survey, or say which survey (--survey): its labels are then known")
      return nil
    }
    let known =
      question.choices.map { ($0.id, $0.label.text) } + question.choiceGroups.map { ($0.id, $0.label.text) }
    if let found = known.first(where: { $0.0.rawValue == word })
      ?? known.first(where: { $0.1.lowercased() == word.lowercased() })
    {
      return found.0
    }
    report(
      "unknown-choice", "\(question.id) has no choice “\(word)”", row: row, column: column,
      hint: nearestName(to: word, among: known.flatMap { [$0.0.rawValue, $0.1] }).map {
        "did you mean \($0)?"
      }
        ?? "there are: \(known.map(\.0.rawValue).joined(separator: ", "))")
    return nil
  }

  /// "114,400", "114400" or "114400.5".
  private mutating func people(_ text: String, row: Int, column: Int) -> Double? {
    let isGrouped = text.wholeMatch(of: #/\d{1,3}(,\d{3})+(\.\d+)?/#) != nil
    let written = isGrouped ? text.filter { $0 != "," } : text
    if let people = Double(written), people.isFinite, people >= 0, people < 1e12 { return people }
    report(
      "not-a-number", "“people” must be a number that is not negative", row: row, column: column,
      hint: "write 114400; leave out rows of which nothing is known")
    return nil
  }

  private mutating func report(_ rule: String, _ message: String, row: Int, column: Int, hint: String? = nil)
  {
    problems.append(
      Diagnostic(
        rule: rule, message: message, file: path, line: sheet == nil ? row : nil, sheet: sheet,
        cell: cellName(row: row - 1, column: column), hint: hint))
  }
}
