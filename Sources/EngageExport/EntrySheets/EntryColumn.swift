import EngageModel

/// A column of an entry sheet as people see it.
struct EntryColumn {
  enum Content {
    case key
    case people
    case single(Question)
    /// One choice of several.
    case choice(Question, Choice.ID)
  }

  let content: Content
  /// What neighbouring columns with a common heading share.
  let block: String
  /// The heading of the block: the question.
  let heading: String
  /// The heading of the column within it; `nil` for a block of one column.
  let item: String?

  /// - Returns: `nil` for what the survey does not have.
  /// - Parameter numbers: the numbers of the questions on paper.
  init?(
    _ column: EntrySheetLayout.Column, unit: Unit, survey: Survey, numbers: [Question.ID: String],
    language: String?
  ) {
    switch column.role {
    case .key:
      (content, block, item) = (.key, column.name, nil)
      heading = unit == .table ? "Table number" : "Form number"
    case .people:
      (content, block, item) = (.people, column.name, nil)
      heading = "How many sat at the table"
    case .question(let id):
      guard let question = survey.question(id) else { return nil }
      content = .single(question)
      if let grid = question.group.flatMap({ survey.group($0) }), grid.kind == .grid,
        let words = grid.label?.text(in: language), !words.isEmpty
      {
        block = "grid \(grid.name)"
        heading = EntryColumn.line(words, numbers[id].map { $0.filter(\.isNumber) })
        item = EntryColumn.line(grid.item(of: question.label).text(in: language), numbers[id])
      } else {
        block = "question \(id)"
        heading = EntryColumn.line(question.label.text(in: language), numbers[id])
        item = nil
      }
    case .choice(let id, let choice):
      guard let question = survey.question(id), question.code(of: choice) != nil else { return nil }
      content = .choice(question, choice)
      block = "question \(id)"
      let how = question.type == .rank ? " (1 for the first, 2 for the next)" : ""
      heading = EntryColumn.line(question.label.text(in: language), numbers[id]) + how
      item = question.entryWords(in: language).first { $0.choice == choice }?.word ?? choice.rawValue
    default: return nil
    }
  }

  /// In one line, and not so long that the heading would fill the screen.
  private static func line(_ words: String, _ number: String?) -> String {
    let line = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return (number.map { $0 + ". " } ?? "") + (line.count <= 240 ? line : line.prefix(239) + "…")
  }

  var question: Question? {
    switch content {
    case .single(let question), .choice(let question, _): question
    case .key, .people: nil
    }
  }

  /// Whether a cell holds a tick, a place or a number: little, in the middle.
  var isShort: Bool {
    switch content {
    case .choice, .people: true
    case .key: false
    case .single(let question):
      [.integer, .decimal, .range, .date, .time, .acknowledge].contains(question.type)
    }
  }

  var isText: Bool {
    if case .single(let question) = content { question.type == .text } else { false }
  }

  /// In characters.
  func width(in language: String?) -> Double {
    switch content {
    case .key, .people: return 10
    case .choice: return 13
    case .single(let question):
      switch question.type {
      case .text: return question.otherOf == nil ? 44 : 26
      case .integer, .decimal, .range, .time, .acknowledge: return 12
      case .date: return 13
      default:
        let longest = question.entryWords(in: language).map(\.word.count).max() ?? 0
        // A long question shall not stand in a tower of words.
        return Double(min(max(longest + 3, 14, item == nil ? heading.count / 4 : 0), 28))
      }
    }
  }
}
