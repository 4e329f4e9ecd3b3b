import EngageModel

/// What kind of answer a question on paper takes.
enum PaperKind: String, Sendable, Hashable, Codable {
  case tickOne, tickSeveral, scale, grid, words, wholeNumber, number, date, order, note

  /// Whether it has boxes of which one or more are ticked or put in order.
  var hasBoxes: Bool { [.tickOne, .tickSeveral, .scale, .grid, .order].contains(self) }

  /// The boxes' own order from one end to the other is what counts.
  var isScale: Bool { self == .scale || self == .grid }

  var type: QuestionType {
    switch self {
    case .tickOne: .selectOne
    case .tickSeveral: .selectMultiple
    case .scale, .grid: .scale
    case .words: .text
    case .wholeNumber: .integer
    case .number: .decimal
    case .date: .date
    case .order: .rank
    case .note: .note
    }
  }

  /// In plain words.
  var words: String {
    switch self {
    case .tickOne: "boxes, tick one"
    case .tickSeveral: "boxes, tick several"
    case .scale: "a scale"
    case .grid: "a table: several lines, the same boxes for each"
    case .words: "written words"
    case .wholeNumber: "a whole number"
    case .number: "a number"
    case .date: "a date"
    case .order: "boxes to put in order"
    case .note: "only to be read"
    }
  }
}

/// A question as a paper form has it: what the interview gathers about it.
struct PaperQuestion: Sendable, Hashable, Codable {
  /// One line of a table.
  struct Line: Sendable, Hashable, Codable {
    /// What follows the table's name in the line's own.
    var name: String
    var label: LocalizedText
  }

  /// Asked only where an earlier question was answered so.
  struct Condition: Sendable, Hashable, Codable {
    var question: Question.ID
    var choices: [Choice.ID]
  }

  /// The short name by which files and reports call it.
  var name: String
  /// Whether somebody chose that name; else it follows the wording.
  var nameIsChosen: Bool?
  var label: LocalizedText
  var kind = PaperKind.words
  var hint: LocalizedText?
  var choices: [Choice] = []
  /// Whether there is a box “Other, please say” besides.
  var hasOther = false
  /// The box that goes with no other one.
  var alone: Choice.ID?
  var lines: [Line] = []
  var lowest: Double?
  var highest: Double?
  var isRequired = false
  var condition: Condition?
  var sensitive = false
  var identifies = false
  var codebook: Codebook.ID?

  /// Everything in the survey that is to be called by a name of this question.
  var names: [String] {
    [name] + lines.map { "\(name)_\($0.name)" } + (hasOther ? ["\(name)_other"] : [])
  }

  /// The questions whose answer may decide whether a later one is asked.
  var deciders: [Question] {
    guard [.tickOne, .tickSeveral, .scale, .grid].contains(kind) else { return [] }
    return questions(asking: { _ in nil }).filter { $0.type.takesChoices }
  }

  /// The group that the lines of a table make.
  func group(asking condition: (Condition) -> Expression?) -> QuestionGroup? {
    guard kind == .grid else { return nil }
    return QuestionGroup(name: name, kind: .grid, label: label, relevant: self.condition.flatMap(condition))
  }

  /// The question as surveys have it: several for the lines of a table, one more for the words behind “Other”.
  /// - Parameter condition: how a condition is written.
  func questions(asking condition: (Condition) -> Expression?) -> [Question] {
    var question = Question(
      id: Question.ID(name), type: kind.type, label: label, hint: hint,
      choices: kind.hasBoxes ? choices : [], required: isRequired ? .yes : .no, sensitive: sensitive,
      identifies: identifies)
    if let group = group(asking: { _ in nil }) {
      return lines.map { line in
        var item = question
        item.id = Question.ID("\(name)_\(line.name)")
        item.label = group.label(ofItem: line.label)
        item.group = name
        return item
      }
    }
    question.relevant = self.condition.flatMap(condition)
    question.codebook = kind == .words ? codebook : nil
    addConstraint(to: &question)
    guard hasOther else { return [question] }
    question.choices.append(Question.otherChoice)
    return [question, question.otherText()]
  }

  private func addConstraint(to question: inout Question) {
    if kind == .tickSeveral, let alone, let box = choices.first(where: { $0.id == alone }) {
      question.constraint = try? Expression(
        parsing: "not(selected(., '\(alone)') and count-selected(.) > 1)")
      question.constraintMessage = LocalizedText(
        "“\(box.label.text)” can't be ticked together with another box.")
    } else if kind == .wholeNumber || kind == .number, let lowest, let highest {
      let (low, high) = (NumberReader.words(lowest), NumberReader.words(highest))
      question.constraint = try? Expression(parsing: ". >= \(low) and . <= \(high)")
      question.constraintMessage = LocalizedText("From \(low) to \(high).")
    }
  }
}

extension PaperQuestion.Condition {
  /// Whether a question was answered with one of some choices, as surveys write it.
  func expression(about decider: Question?) -> Expression? {
    guard let decider else { return nil }
    let parts = choices.map {
      decider.type == .selectMultiple ? "selected(${\(question)}, '\($0)')" : "${\(question)} = '\($0)'"
    }
    return try? Expression(parsing: parts.joined(separator: " or "))
  }
}

extension SurveyInterviewDraft {
  /// Takes away what is said in languages that the form does not have any more.
  mutating func dropOtherLanguages() {
    let others = Set(languages.others)
    func kept(_ text: LocalizedText) -> LocalizedText {
      var text = text
      text.translations = text.translations.filter { others.contains($0.key) }
      return text
    }
    title = kept(title)
    for index in parts.indices {
      guard case .question(var question) = parts[index] else { continue }
      for text in 0..<question.textCount { question[text: text] = kept(question[text: text]) }
      parts[index] = .question(question)
    }
  }
}

/// The texts of a question that exist in every language of a form.
extension PaperQuestion {
  /// How many there are.
  var textCount: Int { 1 + (hint == nil ? 0 : 1) + lines.count + (kind.hasBoxes ? choices.count : 0) }

  /// Wording, hint, lines of a table, boxes.
  subscript(text index: Int) -> LocalizedText {
    get {
      let hints = hint == nil ? 0 : 1
      if index == 0 { return label }
      if index <= hints { return hint ?? "" }
      let line = index - 1 - hints
      return line < lines.count ? lines[line].label : choices[line - lines.count].label
    }
    set {
      let hints = hint == nil ? 0 : 1
      let line = index - 1 - hints
      if index == 0 {
        label = newValue
      } else if index <= hints {
        hint = newValue
      } else if line < lines.count {
        lines[line].label = newValue
      } else {
        choices[line - lines.count].label = newValue
      }
    }
  }
}
