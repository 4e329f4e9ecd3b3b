import EngageAnalysis
import EngageModel
import EngageReport
import EngageStatistics

/// Finds the weights of the responses of a subject, in a pass of its own before the report's.
struct WeightPreparation {
  let survey: Survey
  let sessions: [SessionReference]
  let source: any ResponseSource
  /// Which of the forms the report rests on; all if `nil`. Weights are made of all of the subject.
  let scope: RowFilter?

  /// - Parameter population: reads a population by name.
  /// - Throws: `DiagnosticsError` where there are no such weights; the report is then not made.
  func weights(
    _ request: WeightRequest, population: (Population.ID) throws -> Population
  ) throws -> PreparedWeights {
    switch request {
    case .question(let id): try given(by: id)
    case .rake(let id, let questions, let cap): try raked(to: population(id), questions, cap: cap)
    }
  }

  private func visit(_ questions: [Question], _ body: (borrowing ResponseBatch) throws -> Void) throws {
    var needed = questions
    for question in scope?.needs ?? [] where !needed.contains(where: { $0.id == question.id }) {
      needed.append(question)
    }
    let schema = BatchSchema(questions: needed, sessions: sessions, survey: survey.id)
    for part in try source.partitions(schema, atMost: 1) { try part.visit(body) }
  }

  /// Whether the report rests on a response.
  private func isInScope(_ row: Int, of batch: borrowing ResponseBatch) -> Bool {
    scope.map { $0.selects(batch.response(at: row)) } ?? true
  }

  // MARK: a given column

  private func given(by id: Question.ID) throws -> PreparedWeights {
    guard let question = survey.question(id) else {
      throw Diagnostic(
        rule: "unknown-question", message: "weights: \(survey.id) has no question “\(id)”",
        hint: nearestName(to: id.rawValue, among: survey.questions.map(\.id.rawValue)).map {
          "did you mean \($0)?"
        }
          ?? "see: engage survey show \(survey.id)")
    }
    guard [.integer, .decimal, .range].contains(question.type) else {
      throw Diagnostic(
        rule: "wrong-type", message: "weights: \(id) is \(question.type.rawValue), and weights are numbers",
        hint: "name a question of the type decimal, integer or range")
    }
    var faults = WeightFaults()
    var size = EffectiveSampleSize()
    try visit([question]) { batch in
      let column = batch.column(of: id)
      for row in 0..<batch.count where batch.units[row] == 0 {
        guard faults.isSound(column.codes[row] < 0 ? nil : column.numbers[row]) else { continue }
        if isInScope(row, of: batch) { size.add(column.numbers[row]) }
      }
    }
    let problems = faults.problems(question: id)
    if !problems.isEmpty { throw DiagnosticsError(problems) }
    return PreparedWeights(
      weighting: Weighting(.question(id), words: "the answers to “\(question.label.text)”"),
      rule: .question(question), size: size, notes: [])
  }

  // MARK: raking

  private func raked(
    to population: Population, _ questions: [Question.ID], cap: Double?
  ) throws -> PreparedWeights {
    let margins = try chosen(questions, of: population)
    let needs = WeightRule.cells(margins, weights: [:]).needs
    var counts: [[Int]: (all: Int, inScope: Int)] = [:]
    var unplaced = (all: 0, inScope: 0)
    try visit(needs) { batch in
      var rows: [(row: Int, cells: [Int]?)] = []
      WeightRule.visit(margins, batch) { rows.append(($0, $1)) }
      for (row, cells) in rows {
        let counted = isInScope(row, of: batch) ? 1 : 0
        if let cells {
          counts[cells, default: (0, 0)].all += 1
          counts[cells, default: (0, 0)].inScope += counted
        } else {
          unplaced.all += 1
          unplaced.inScope += counted
        }
      }
    }
    let keys = counts.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let raking: Raking
    do {
      raking = try Raking(
        keys.map { Raking.Cell($0, count: counts[$0]?.all ?? 0) },
        targets: margins.map { $0.margin.cells.map(\.people) }, cap: cap)
    } catch { throw DiagnosticsError(RakingWords(margins: margins, population: population).problems(error)) }
    var size = EffectiveSampleSize()
    for (key, weight) in zip(keys, raking.weights) { size.add(weight, times: counts[key]?.inScope ?? 0) }
    size.add(1, times: unplaced.inScope)
    return PreparedWeights(
      weighting: Weighting(
        .raking(population, margins: margins.map(\.margin), cap: cap),
        words: "raking to \(population.title), by " + Wording.list(margins.map(name))),
      rule: .cells(margins, weights: Dictionary(uniqueKeysWithValues: zip(keys, raking.weights))), size: size,
      notes: notes(unplaced: unplaced.all, cap: cap))
  }

  private func name(of margin: MarginCells) -> String {
    margin.questions.map { "“\($0.label.text)”" }.joined(separator: " × ")
  }

  private func notes(unplaced: Int, cap: Double?) -> [String] {
    var notes: [String] = []
    if unplaced > 0 {
      let forms = Wording.sentence(Wording.count(unplaced, "form counts", "forms count"))
      notes.append(
        "\(forms) as one each: an answer to weight by is missing, or is one of which the population says nothing."
      )
    }
    if let cap {
      notes.append(
        "No weight is above \(Wording.decimal(cap, places: cap == cap.rounded() ? 0 : 1)), the mean being 1.")
    }
    return notes
  }

  /// The population's margins that are asked for; of those that are not, all that the survey asks.
  private func chosen(_ questions: [Question.ID], of population: Population) throws -> [MarginCells] {
    let told = Set(population.margins.flatMap(\.questions))
    let unknown = questions.filter { !told.contains($0) }
    if !unknown.isEmpty {
      let names = told.map(\.rawValue).sorted()
      throw DiagnosticsError(
        unknown.map { id in
          Diagnostic(
            rule: "other-question",
            message: "weights: the population \(population.id) says nothing about \(id)",
            hint: nearestName(to: id.rawValue, among: names).map { "did you mean \($0)?" }
              ?? "it speaks of: \(names.joined(separator: ", "))")
        })
    }
    let asked = questions.isEmpty ? Set(survey.questions.map(\.id)) : Set(questions)
    let margins = population.margins.filter { asked.isSuperset(of: $0.questions) }
    let missing = questions.filter { id in !margins.contains { $0.questions.contains(id) } }
    guard !margins.isEmpty, missing.isEmpty else {
      let names = Wording.list((missing.isEmpty ? Array(told) : missing).map(\.rawValue).sorted())
      throw Diagnostic(
        rule: "no-margin",
        message: questions.isEmpty
          ? "weights: \(survey.id) asks nothing of which the population \(population.id) speaks (\(names))"
          : "weights: the population \(population.id) has \(names) only crossed with other questions",
        hint: "see: engage population show \(population.id)")
    }
    return try margins.map { try MarginCells($0, of: population, in: survey) }
  }
}

/// Answers that can't be weights, counted.
private struct WeightFaults {
  private var missing = 0
  private var negative = 0
  private var large = 0
  private var hasWeight = false
  private var forms = 0

  mutating func isSound(_ weight: Double?) -> Bool {
    forms += 1
    guard let weight, weight.isFinite else {
      missing += 1
      return false
    }
    if weight < 0 { negative += 1 }
    if weight > WeightSum.largestWeight { large += 1 }
    if weight > 0 { hasWeight = true }
    return weight >= 0 && weight <= WeightSum.largestWeight
  }

  func problems(question: Question.ID) -> [Diagnostic] {
    let of = "of \(Wording.numeral(forms)) forms"
    func problem(_ count: Int, _ what: String, _ hint: String) -> Diagnostic? {
      guard count > 0 else { return nil }
      return Diagnostic(
        rule: "bad-weights", message: "weights: \(Wording.numeral(count)) \(of) \(what)", hint: hint)
    }
    var problems = [
      problem(missing, "have no number in \(question)", "give every form a weight, 0 to leave it out"),
      problem(negative, "have a negative number in \(question)", "weights are 0 or more"),
      problem(
        large, "have a number above a million in \(question)", "divide all weights by the same number"),
    ].compactMap { $0 }
    if problems.isEmpty, forms > 0, !hasWeight {
      problems.append(
        Diagnostic(rule: "bad-weights", message: "weights: every form has 0 in \(question)"))
    }
    return problems
  }
}

/// Why forms can't be raked, for the person who can act.
private struct RakingWords {
  let margins: [MarginCells]
  let population: Population

  func problems(_ failure: RakingFailure) -> [Diagnostic] {
    switch failure {
    case .nobody:
      [
        Diagnostic(
          rule: "no-weights", message: "weights: no form answers all the questions to weight by",
          hint: "weight by fewer questions: rake:\(population.id):question")
      ]
    case .noTarget(let margin):
      [
        Diagnostic(
          rule: "no-weights",
          message: "weights: the population \(population.id) has nobody by "
            + Wording.list(margins[margin].questions.map(\.id.rawValue)))
      ]
    case .categories(let empty, let unexpected):
      empty.map { category in
        Diagnostic(
          rule: "empty-category",
          message: "weights: no form answers \(words(category)), and \(population.id) has people there",
          hint: "merge it with another choice (groups: in the survey), or weight without that question")
      }
        + unexpected.map { category in
          Diagnostic(
            rule: "nobody-expected",
            message: "weights: forms answer \(words(category)), and \(population.id) has nobody there",
            hint: "leave the choice out of the population: its forms then count as one each")
        }
    case .contradictory(let category, let reached, let wanted):
      [
        Diagnostic(
          rule: "no-convergence",
          message:
            "weights: the margins pull against each other: \(words(category)) stays at \(percent(reached)) "
            + "where \(percent(wanted)) is wanted",
          hint: "weight by fewer questions, or merge choices that few forms give")
      ]
    case .slow(let category, let reached, let wanted):
      [
        Diagnostic(
          rule: "no-convergence",
          message: "weights: not found in many rounds: \(words(category)) is at \(percent(reached)) where "
            + "\(percent(wanted)) is wanted",
          hint: "some combination of answers is missing among the forms: weight by fewer questions")
      ]
    }
  }

  private func words(_ category: Raking.Category) -> String {
    let margin = margins[category.margin]
    return zip(margin.questions, margin.labels(ofCell: category.category)).map { "“\($1)” to \($0.id)" }
      .joined(separator: " and ")
  }

  private func percent(_ share: Double) -> String { Wording.decimal(share * 100, places: 2) + "%" }
}
