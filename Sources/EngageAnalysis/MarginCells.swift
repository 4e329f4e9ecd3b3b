public import EngageModel

/// Which cell of a population's margin a response falls into.
///
/// A cell may name a choice of a question, or a group of choices that the survey merges for reporting.
public struct MarginCells: Sendable {
  public let margin: Population.Margin
  /// Those of the margin, as the survey has them.
  public let questions: [Question]
  /// For each question and choice: which of the question's kinds in the margin it is; -1 where it is none.
  private let kinds: [[Int]]
  private let kindCounts: [Int]
  /// For each combination of kinds the cell; -1 where the margin has none.
  private let cells: [Int32]
  /// Combinations of kinds that are told apart at most.
  private static let mostPlaces = 1e7

  /// - Throws: `DiagnosticsError` where the survey does not ask the questions so that the margin fits.
  public init(
    _ margin: Population.Margin, of population: Population, in survey: Survey
  ) throws(DiagnosticsError) {
    self.margin = margin
    var problems: [Diagnostic] = []
    var questions: [Question] = []
    var names: [[Choice.ID]] = []
    var kinds: [[Int]] = []
    for (position, id) in margin.questions.enumerated() {
      guard let question = survey.question(id), question.type.isSingleChoice else {
        problems.append(MarginCells.noQuestion(id, population, survey))
        continue
      }
      var own: [Choice.ID] = []
      for cell in margin.cells where !own.contains(cell.choices[position]) {
        own.append(cell.choices[position])
      }
      questions.append(question)
      names.append(own)
      kinds.append(MarginCells.kinds(of: question, own, population, &problems))
    }
    let places = names.reduce(1.0) { $0 * Double($1.count) }
    if problems.isEmpty, places > MarginCells.mostPlaces {
      problems.append(
        Diagnostic(
          rule: "too-many-cells",
          message:
            "the population \(population.id) crosses \(margin.questions.count) questions with more combinations "
            + "than can be counted", hint: "cross fewer questions, or merge choices"))
    }
    if !problems.isEmpty { throw DiagnosticsError(problems) }
    self.questions = questions
    self.kinds = kinds
    kindCounts = names.map(\.count)
    var cells = Array(repeating: Int32(-1), count: names.reduce(1) { $0 * $1.count })
    for (index, cell) in margin.cells.enumerated() {
      let place = zip(names, cell.choices).reduce(0) { $0 * $1.0.count + ($1.0.firstIndex(of: $1.1) ?? 0) }
      cells[place] = Int32(index)
    }
    self.cells = cells
  }

  private static func noQuestion(
    _ id: Question.ID, _ population: Population, _ survey: Survey
  ) -> Diagnostic {
    let why =
      survey.question(id) == nil
      ? "\(survey.id) does not ask" : "is no question of which one choice is taken"
    return Diagnostic(
      rule: "other-question", message: "the population \(population.id) speaks of \(id), which \(why)",
      hint: nearestName(to: id.rawValue, among: survey.questions.map(\.id.rawValue)).map {
        "did you mean \($0)?"
      }
        ?? "name the questions to use, or ask it in the survey's next version")
  }

  private static func kinds(
    of question: Question, _ names: [Choice.ID], _ population: Population, _ problems: inout [Diagnostic]
  ) -> [Int] {
    var kinds = Array(repeating: -1, count: question.choices.count)
    for (kind, name) in names.enumerated() {
      let group = question.choiceGroups.first { $0.id == name }
      let members =
        question.code(of: name).map { [$0] } ?? group?.choices.compactMap(question.code(of:)) ?? []
      if members.isEmpty {
        let known = question.choices.map(\.id.rawValue) + question.choiceGroups.map(\.id.rawValue)
        problems.append(
          Diagnostic(
            rule: "other-choice",
            message:
              "the population \(population.id) has people for “\(name)”, which is no choice of \(question.id)",
            hint: nearestName(to: name.rawValue, among: known).map { "did you mean \($0)?" }
              ?? "there are: \(known.joined(separator: ", "))"))
      }
      for member in members where kinds[member] >= 0 {
        problems.append(
          Diagnostic(
            rule: "overlapping-choices",
            message:
              "the population \(population.id) counts “\(question.choices[member].id)” of \(question.id) twice: "
              + "under “\(names[kinds[member]])” and “\(name)”",
            hint: "leave one of the two out"))
      }
      for member in members { kinds[member] = kind }
    }
    return kinds
  }

  /// The questions' columns, for ``cell(at:in:)``.
  public func columns(in batch: borrowing ResponseBatch) -> [BatchColumn] {
    var columns: [BatchColumn] = []
    for question in questions { columns.append(batch.column(of: question.id)) }
    return columns
  }

  /// The position of the cell among the margin's; `nil` where an answer is missing, or is one of which the
  /// population says nothing.
  public func cell(at row: Int, in columns: [BatchColumn]) -> Int? {
    var place = 0
    for index in columns.indices {
      let code = columns[index].codes[row]
      guard code >= 0 else { return nil }
      let kind = kinds[index][Int(code)]
      guard kind >= 0 else { return nil }
      place = place * kindCounts[index] + kind
    }
    let cell = cells[place]
    return cell < 0 ? nil : Int(cell)
  }

  /// Choices of the margin's only question of which the population says nothing, by position.
  public var choicesWithoutFigure: [Int] {
    guard questions.count == 1 else { return [] }
    return kinds[0].indices.filter { kinds[0][$0] < 0 }
  }

  /// What people read for a cell: the label of each choice, or of the group it names.
  public func labels(ofCell index: Int) -> [String] {
    zip(questions, margin.cells[index].choices).map { question, choice in
      question.choices.first { $0.id == choice }?.label.text
        ?? question.choiceGroups.first { $0.id == choice }?.label.text ?? choice.rawValue
    }
  }

  /// By question the choices of a cell: that which the margin names, or those that the survey merges under its name.
  public func conditions(ofCell index: Int) -> [String: [String]] {
    var conditions: [String: [String]] = [:]
    for (question, name) in zip(questions, margin.cells[index].choices) {
      let group = question.choiceGroups.first { $0.id == name }
      let members = question.code(of: name) == nil ? group?.choices ?? [] : [name]
      conditions[question.dimension] = members.map(\.rawValue)
    }
    return conditions
  }

  /// By question the choices of all cells together; `nil` where some of their combinations are no cell.
  public var conditionsOfAnyCell: [String: [String]]? {
    guard !cells.contains(-1) else { return nil }
    var conditions: [String: [String]] = [:]
    for (question, kinds) in zip(questions, kinds) {
      conditions[question.dimension] = kinds.indices.filter { kinds[$0] >= 0 }
        .map { question.choices[$0].id.rawValue }
    }
    return conditions
  }

  /// How many people the population has in all cells together.
  public var people: Double { margin.cells.reduce(0) { $0 + $1.people } }
}
