import EngageModel
import EngageSheets

/// Where on an entry sheet the answers of one row stand, as formulas name them.
struct EntryCells {
  /// For questions with a single cell: its column.
  private(set) var columns: [Question.ID: Int] = [:]
  /// For questions with a cell for each choice: their columns.
  private(set) var choiceColumns: [Question.ID: [Choice.ID: Int]] = [:]
  /// The row, from 0, for which formulas are written.
  let row: Int
  private let questions: [Question.ID: Question]
  let language: String?
  /// Where the words of choices and their names stand.
  let lists: EntryLists

  init(_ sheet: EntrySheetLayout.Sheet, survey: Survey, language: String?, row: Int, lists: EntryLists) {
    self.row = row
    self.language = language
    self.lists = lists
    questions = Dictionary(survey.questions.map { ($0.id, $0) }) { first, _ in first }
    for (index, column) in sheet.columns.enumerated() {
      switch column.role {
      case .question(let id): columns[id] = index
      case .choice(let id, let choice): choiceColumns[id, default: [:]][choice] = index
      default: break
      }
    }
  }

  func question(_ id: Question.ID) -> Question? { questions[id] }

  /// The cell of a column in the formula's row: `$F5`.
  func cell(_ column: Int) -> String { "$\(columnName(column))\(row + 1)" }

  /// The only cell of a question.
  func cell(of id: Question.ID) -> String? { columns[id].map { cell($0) } }

  /// The cells of a question's choices, in survey order; `nil` where it has none or some are missing.
  func choiceCells(of question: Question) -> [(choice: Choice.ID, cell: String)]? {
    guard let found = choiceColumns[question.id], found.count == question.choices.count else { return nil }
    return question.choices.compactMap { choice in found[choice.id].map { (choice.id, cell($0)) } }
  }
}

/// The lists that cells offer, on a hidden sheet: the words for choices with the names they stand for, and behind
/// them the reasons why there is no answer.
struct EntryLists {
  struct List {
    /// The name that formulas call the range by: `engage_list_3`.
    let name: String
    /// What is offered, choices first.
    let words: [String]
    /// The names of the choices.
    let choices: [String]
    /// What may be typed for them: the numbers on paper; empty where that would be another choice.
    let keys: [String]
    /// Its column on the sheet; the names and the keys stand in the next ones.
    let column: Int
  }

  static let sheetName = "Lists"
  /// The tick in the cell of a choice.
  static let tick = "x"
  private(set) var lists: [List] = []
  private var known: [[String]: Int] = [:]
  private var byQuestion: [Question.ID: Int] = [:]

  /// Reasons that a form can show, by what is asked.
  static func reasons(for question: Question) -> [MissingReason] {
    switch question.type {
    case .selectOne: [.preferNotToSay, .unreadable, .moreThanOneTicked]
    case .scale, .range: [.preferNotToSay, .unreadable, .moreThanOneTicked, .betweenTwo]
    default: [.preferNotToSay, .unreadable]
    }
  }

  /// The reasons' words but for those that a choice of the question has taken.
  static func reasonWords(for question: Question, in language: String?) -> [String] {
    let taken = Set(question.entryWords(in: language).map { $0.word.lowercased() })
    return reasons(for: question).map(\.label).filter { !taken.contains($0) }
  }

  /// Takes up the list of a single cell of the question.
  mutating func add(_ question: Question, language: String?) {
    let offered = question.type == .acknowledge ? [] : question.entryWords(in: language)
    let own = question.type == .acknowledge ? [EntryLists.tick] : offered.map(\.word)
    let names =
      question.type == .acknowledge ? question.choices.map(\.id.rawValue) : offered.map(\.choice.rawValue)
    let keys = question.type == .acknowledge ? [] : question.entryKeys(in: language)
    byQuestion[question.id] = add(
      own + EntryLists.reasonWords(for: question, in: language), choices: names,
      keys: question.choices.map { choice in keys.first { $0.choice == choice.id }?.key ?? "" })
  }

  /// Takes up any list.
  @discardableResult
  mutating func add(_ words: [String], choices: [String] = [], keys: [String] = []) -> Int {
    let key = words + ["\u{0}"] + choices + keys
    if let index = known[key] { return index }
    known[key] = lists.count
    lists.append(
      List(
        name: "engage_list_\(lists.count + 1)", words: words, choices: choices, keys: keys,
        column: lists.count * 3))
    return lists.count - 1
  }

  func list(of question: Question.ID) -> List? { byQuestion[question].map { lists[$0] } }

  /// The cell that holds the word for a choice.
  func wordCell(of choice: Choice.ID, in question: Question.ID) -> String? {
    guard let list = list(of: question), let row = list.choices.firstIndex(of: choice.rawValue) else {
      return nil
    }
    return "\(EntryLists.sheetName)!$\(columnName(list.column))$\(row + 1)"
  }

  /// What may be typed for a choice; `nil` where only its word may.
  func key(of choice: Choice.ID, in question: Question.ID) -> String? {
    guard let list = list(of: question), let row = list.choices.firstIndex(of: choice.rawValue),
      row < list.keys.count, !list.keys[row].isEmpty
    else { return nil }
    return list.keys[row]
  }

  /// Where the words, the names and the keys of a question's choices stand.
  func ranges(of question: Question.ID) -> (words: String, names: String, keys: String)? {
    guard let list = list(of: question), !list.choices.isEmpty else { return nil }
    func range(_ column: Int) -> String {
      let letters = columnName(column)
      return "\(EntryLists.sheetName)!$\(letters)$1:$\(letters)$\(list.choices.count)"
    }
    return (range(list.column), range(list.column + 1), range(list.column + 2))
  }

  /// Writes the hidden sheet and names its ranges.
  func write(to workbook: WorkbookFile) throws {
    let sheet = try workbook.addSheet(EntryLists.sheetName)
    for list in lists {
      for (row, word) in list.words.enumerated() { try sheet.write(word, row: row, column: list.column) }
      for (row, name) in list.choices.enumerated() {
        if let number = Int(name), String(number) == name {
          try sheet.write(number, row: row, column: list.column + 1)
        } else {
          try sheet.write(name, row: row, column: list.column + 1)
        }
      }
      for (row, key) in list.keys.enumerated() where !key.isEmpty {
        try sheet.write(key, row: row, column: list.column + 2)
      }
      let range = CellRange(column: list.column, rows: 0...max(0, list.words.count - 1))
      try workbook.defineName(list.name, formula: range.formula(onSheet: sheet.name))
    }
    try sheet.protect()
    try sheet.hide()
  }
}
