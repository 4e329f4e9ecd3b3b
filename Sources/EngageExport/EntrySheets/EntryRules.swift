import EngageModel
import EngageSheets

/// What may be typed into the columns of an entry sheet, and which cells turn red, amber or grey.
struct EntryRules {
  private let workbook: EntrySheetWorkbook
  private let columns: [EntryColumn]
  private let rows: ClosedRange<Int>
  private(set) var lists: EntryLists
  private(set) var unchecked: [Question.ID] = []
  private var formula: ExcelFormula
  private let survey: Survey
  let language: String?
  private let sheet: EntrySheetLayout.Sheet

  init(
    _ workbook: EntrySheetWorkbook, _ sheet: EntrySheetLayout.Sheet, _ columns: [EntryColumn], firstRow: Int,
    lastRow: Int, lists: EntryLists
  ) {
    self.workbook = workbook
    self.columns = columns
    self.sheet = sheet
    rows = firstRow...lastRow
    survey = workbook.survey
    language = workbook.layout.language
    var lists = lists
    for case .single(let question) in columns.map(\.content)
    where question.type.takesChoices || question.type == .acknowledge {
      lists.add(question, language: language)
    }
    self.lists = lists
    formula = ExcelFormula(
      cells: EntryCells(sheet, survey: survey, language: language, row: firstRow, lists: lists))
  }

  mutating func write(to page: Worksheet, _ look: EntryLook) throws {
    for (index, column) in columns.enumerated() {
      let range = CellRange(column: index, rows: rows)
      let cell = formula.cells.cell(index)
      try page.setEntryRule(rule(for: column, cell, at: index), range)
      for wrong in wrongs(column, cell, at: index) {
        try page.addLook(look.wrong, where: "=\(wrong)", stops: true, range)
      }
      guard let question = column.question else { continue }
      if let constraint = question.constraint { try mark(constraint, of: question, range, page, look) }
      let relevance = relevance(of: question)
      if let relevance {
        try page.addLook(look.notAsked, where: "=AND(\(isFilled),NOT(\(relevance)))", stops: true, range)
      }
      if let required = required(question, relevance) {
        try page.addLook(look.missing, where: "=\(required)", range)
      }
      if question.choiceFilter != nil { note(question) }
    }
  }

  /// The name of the range that offers these words.
  mutating func addList(_ words: [String]) -> String {
    let index = lists.add(words)
    return lists.lists[index].name
  }

  private mutating func note(_ question: Question) {
    if !unchecked.contains(question.id) { unchecked.append(question.id) }
  }

  // MARK: Conditions of the survey

  private mutating func mark(
    _ constraint: Expression, of question: Question, _ range: CellRange, _ page: Worksheet, _ look: EntryLook
  ) throws {
    formula.current = question
    defer { formula.current = nil }
    guard let holds = formula.condition(constraint), let answered = answered(question) else {
      return note(question)
    }
    try page.addLook(look.wrong, where: "=AND(\(answered),NOT(\(holds)))", stops: true, range)
  }

  private mutating func relevance(of question: Question) -> String? {
    let conditions = survey.relevance(of: question)
    // A table is not asked what most conditions depend on.
    if conditions.isEmpty || (sheet.unit == .table && survey.units.count > 1) { return nil }
    let formulas = conditions.compactMap { formula.condition($0) }
    guard formulas.count == conditions.count else {
      note(question)
      return nil
    }
    return formulas.count == 1 ? formulas[0] : "AND(\(formulas.joined(separator: ",")))"
  }

  private mutating func required(_ question: Question, _ relevance: String?) -> String? {
    var conditions = [isFilled]
    // A table is never required to answer in a survey for forms and tables.
    if sheet.unit == .table, survey.units.count > 1 { return nil }
    switch question.required {
    case .no: return nil
    case .yes: break
    case .when(let condition):
      guard let holds = formula.condition(condition) else {
        note(question)
        return nil
      }
      conditions.append(holds)
    }
    if let relevance { conditions.append(relevance) }
    if let cell = formula.cells.cell(of: question.id) {
      conditions.append("TRIM(\(cell))=\"\"")
    } else if let all = formula.cells.choiceCells(of: question) {
      conditions += all.map { "TRIM(\($0.cell))=\"\"" }
    }
    return "AND(\(conditions.joined(separator: ",")))"
  }

  /// Whether anything stands in the row.
  private var isFilled: String {
    "COUNTA(\(formula.cells.cell(0)):\(formula.cells.cell(columns.count - 1)))>0"
  }

  private func answered(_ question: Question) -> String? {
    switch question.type {
    case .selectOne, .scale, .acknowledge, .selectMultiple, .rank: formula.isAnswered(question)
    case .integer, .decimal, .range:
      formula.cells.cell(of: question.id).map { "\(ExcelFormula.number(in: $0))<>\"\"" }
    default: formula.cells.cell(of: question.id).map { "NOT(\(ExcelFormula.missing($0)))" }
    }
  }

  // MARK: What can't be

  /// Formulas that are true where a cell holds what it can't.
  private func wrongs(_ column: EntryColumn, _ cell: String, at index: Int) -> [String] {
    switch column.content {
    case .key:
      var twice = ["SUMPRODUCT(--(\(keys(on: nil, at: index))=\(cell)))>1"]
      for other in workbook.layout.sheets where other.name != sheet.name {
        guard let at = other.columns.firstIndex(where: { $0.role == .key }) else { continue }
        twice.append("SUMPRODUCT(--(\(keys(on: other.name, at: at))=\(cell)))>0")
      }
      return ["IF(TRIM(\(cell))=\"\",\(isFilled),OR(\(twice.joined(separator: ","))))"]
    case .people:
      let number = ExcelFormula.number(in: cell)
      return [
        "IF(OR(TRIM(\(cell))=\"\",\(cell)=\"unknown\"),FALSE,IF(\(number)=\"\",TRUE,OR(\(number)<1,\(number)<>INT(\(number)))))"
      ]
    case .choice(let question, _): return wrongsOfChoice(question, cell)
    case .single(let question): return [wrong(question, cell)].compactMap { $0 }
    }
  }

  private func keys(on name: String?, at column: Int) -> String {
    let letters = columnName(column)
    let range = "$\(letters)$\(rows.lowerBound + 1):$\(letters)$\(rows.upperBound + 1)"
    return name.map { "\(quotedSheetName($0))!\(range)" } ?? range
  }

  private func wrong(_ question: Question, _ cell: String) -> String? {
    let number = ExcelFormula.number(in: cell)
    func unless(_ bad: String) -> String { "IF(\(ExcelFormula.missing(cell)),FALSE,\(bad))" }
    switch question.type {
    case .selectOne, .scale, .acknowledge:
      guard let list = lists.list(of: question.id) else { return nil }
      let keys = lists.ranges(of: question.id).map { ",SUMPRODUCT(--(\($0.keys)=\(cell)&\"\"))=0" } ?? ""
      return "AND(TRIM(\(cell))<>\"\",SUMPRODUCT(--(\(list.name)=\(cell)))=0\(keys))"
    case .decimal: return unless("\(number)=\"\"")
    case .integer: return unless("IF(\(number)=\"\",TRUE,\(number)<>INT(\(number)))")
    case .range:
      let range = question.range ?? NumberRange()
      let ends = [range.start, range.end].sorted().map { ExcelFormula.text(of: $0) }
      var bad = ["\(number)<\(ends[0])", "\(number)>\(ends[1])"]
      if range.step > 0 {
        let steps = "(\(number)-\(ExcelFormula.text(of: range.start)))/\(ExcelFormula.text(of: range.step))"
        bad.append("ABS(\(steps)-ROUND(\(steps),0))>0.000000001")
      }
      return unless("IF(\(number)=\"\",TRUE,OR(\(bad.joined(separator: ","))))")
    case .date: return unless("\(ExcelFormula.day(in: cell))=\"\"")
    case .time:
      // A spreadsheet takes 25:00 for one o'clock.
      let isLate = "IFERROR(VALUE(LEFT(\(cell),FIND(\":\",\(cell))-1))>23,FALSE)"
      return unless("IF(ISNUMBER(\(cell)),FALSE,OR(ISERROR(TIMEVALUE(\(cell))),\(isLate)))")
    default: return nil
    }
  }

  private func wrongsOfChoice(_ question: Question, _ cell: String) -> [String] {
    guard let all = formula.cells.choiceCells(of: question), let first = all.first?.cell else { return [] }
    let reasons = EntryLists.reasonWords(for: question, in: nil)
    let isReason = "OR(\(reasons.map { "\(cell)=\"\($0)\"" }.joined(separator: ",")))"
    let allowed =
      question.type == .rank
      ? "IFERROR(AND(\(ExcelFormula.number(in: cell))>=1,\(ExcelFormula.number(in: cell))<=\(all.count)),FALSE)"
      : "\(cell)=\"\(EntryLists.tick)\""
    let reasonsAllowed = cell == first ? ",\(isReason)" : ""
    var wrongs = ["AND(TRIM(\(cell))<>\"\",NOT(OR(\(allowed)\(reasonsAllowed))))"]
    if question.type == .rank, all.count > 1 {
      let same = all.map { "IF(\($0.cell)=\(cell),1,0)" }.joined(separator: "+")
      wrongs.append("AND(TRIM(\(cell))<>\"\",\(same)>1)")
    }
    return wrongs.filter { $0.utf8.count < 8000 }
  }
}
