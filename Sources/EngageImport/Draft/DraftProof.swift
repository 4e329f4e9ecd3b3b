import EngageModel
import EngageSheets

extension SurveyDraft {
  /// Imports the file with the draft, without keeping anything: a question whose answers the import can't take
  /// becomes text. What is wrong with the file itself is left to the import to tell.
  mutating func prove(path: String, options: ImportOptions) {
    // A question that has become text takes everything: each pass settles all that it finds.
    for _ in 0..<3 {
      var options = options
      options.survey = survey
      options.event = event.id
      options.sessions = event.sessions
      guard let plan = try? Importer(options).open(path), let summary = try? plan.read({ _, _ in }) else {
        return
      }
      let failed = Set(
        summary.diagnostics.filter { $0.severity == .error }.compactMap {
          $0.cell.flatMap(plan.question(ofCell:))
        })
      let settled = survey.questions.indices.filter {
        failed.contains(survey.questions[$0].id) && canBeText($0)
      }
      if settled.isEmpty { return }
      for index in settled { makeText(index) }
    }
  }

  /// Whether a question stands by itself in one column.
  private func canBeText(_ index: Int) -> Bool {
    let question = survey.questions[index]
    let isInGrid = question.group.flatMap { survey.group($0) }?.kind == .grid
    return question.type != .text && !isInGrid
  }

  private mutating func makeText(_ index: Int) {
    let question = survey.questions[index]
    var text = Question(id: question.id, type: .text, label: question.label, group: question.group)
    text.sensitive = question.sensitive
    text.identifies = question.identifies
    survey.questions[index] = text
    for other in survey.questions.indices where survey.questions[other].otherOf == question.id {
      survey.questions[other].otherOf = nil
    }
    for other in survey.questions.indices where survey.questions[other].pair == question.id {
      survey.questions[other].pair = nil
    }
    comments[question.id] = [
      "as \(question.type.rawValue) not every cell could be read: kept as text"
    ]
  }
}

extension ImportPlan {
  /// The question that a cell of the file holds an answer to.
  func question(ofCell cell: String) -> Question.ID? {
    var column = 0
    for letter in cell.utf8.prefix(while: { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) {
      column = column * 26 + Int(letter) - 64
    }
    guard column >= 1, column <= headed.layout.columns.count else { return nil }
    for role in headed.layout.columns[column - 1].roles { if case .question(let id) = role { return id } }
    return nil
  }
}
