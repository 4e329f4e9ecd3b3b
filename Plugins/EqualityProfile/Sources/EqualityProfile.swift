public import EngageAnalysis
public import EngageModel
public import EngageReport

/// Who answered, beside who lives here. Forms only.
public struct EqualityProfile: Analysis {
  public static let manifest = AnalysisManifest(
    name: "equality-profile", version: "1.0.0", provides: "equality-profile",
    title: "Who answered, beside who lives here",
    summary: "Sets those who answered beside the people who live here, with intervals, question by question.",
    options: [
      OptionSpecification(
        "population", .population, default: nil,
        summary: "Whom to compare with; left out: the only population of the workspace.",
        example: "population=warwickshire-2021"),
      OptionSpecification(
        "confidence", .decimal(0.5...0.999), default: "0.95",
        summary: "How sure intervals are to hold the true difference.", example: "confidence=0.99"),
      .smallestBase(),
    ],
    questionTypes: [.selectOne, .scale, .acknowledge], questions: .optional,
    example:
      "engage analyse equality-profile --survey park-plans --option population=warwickshire-2021")

  public let needs: [Question]
  let population: Population
  let margins: [MarginCells]
  let smallestBase: Int
  let confidence: Double
  /// Questions that were to be crossed, and of which the population has no crossed figures.
  let uncrossed: [Question]
  /// Questions of the population that the survey does not ask.
  let unasked: [Question.ID]

  public init(options: Options, context: AnalysisContext) throws {
    guard let survey = context.survey else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-survey", message: "equality-profile counts answers, and this event has no survey",
          hint: "use attendance"))
    }
    guard let population = try context.population(named: options.text("population")) else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-population",
          message: "equality-profile needs a population to compare with, and there is none",
          hint: "bring one in: engage population import TABLE.csv --population NAME"))
    }
    self.population = population
    smallestBase = context.smallestBase(options)
    confidence = options.decimal("confidence") ?? 0.95
    let chosen = context.questions.map(\.id)
    let told = population.margins.filter { margin in
      chosen.isEmpty
        ? margin.questions.allSatisfy { survey.question($0)?.type.isSingleChoice == true }
        : Set(chosen).isSuperset(of: margin.questions)
    }
    margins = try told.map { try MarginCells($0, of: population, in: survey) }
    try EqualityProfile.check(margins, of: population, chosen: chosen, survey: survey)
    let isCrossed = margins.contains { $0.questions.count > 1 }
    uncrossed = context.questions.count > 1 && !isCrossed ? context.questions : []
    unasked =
      chosen.isEmpty
      ? Set(population.margins.flatMap(\.questions)).filter { survey.question($0) == nil }.sorted {
        $0.rawValue < $1.rawValue
      }
      : []
    var needs: [Question] = []
    for question in margins.flatMap(\.questions) where !needs.contains(where: { $0.id == question.id }) {
      needs.append(question)
    }
    self.needs = needs
  }

  private static func check(
    _ margins: [MarginCells], of population: Population, chosen: [Question.ID], survey: Survey
  ) throws(DiagnosticsError) {
    let compared = Set(margins.flatMap(\.margin.questions))
    let names = Set(population.margins.flatMap(\.questions)).map(\.rawValue).sorted().joined(separator: ", ")
    var problems = chosen.filter { !compared.contains($0) }.map { id in
      Diagnostic(
        rule: "no-margin", message: "the population \(population.id) has no figures on \(id)",
        hint: "it speaks of: \(names)")
    }
    if margins.isEmpty, problems.isEmpty {
      problems.append(
        Diagnostic(
          rule: "no-margin",
          message: "\(survey.id) asks nothing of which the population \(population.id) speaks (\(names))",
          hint: "ask it in the survey's next version, with choices of the same names"))
    }
    if !problems.isEmpty { throw DiagnosticsError(problems) }
  }

  public func start() -> ProfileTally {
    ProfileTally(
      margins: margins.map {
        ProfileCount(cells: $0.margin.cells.count, choices: $0.choicesWithoutFigure.count)
      })
  }

  public func add(_ batch: borrowing ResponseBatch, to tally: inout ProfileTally) {
    for (index, margin) in margins.enumerated() {
      let columns = margin.columns(in: batch)
      let others = margin.choicesWithoutFigure
      for row in 0..<batch.count where batch.units[row] == 0 {
        if let cell = margin.cell(at: row, in: columns) {
          tally.margins[index].cells[cell] += 1
        } else if let other = others.firstIndex(of: Int(columns[0].codes[row])) {
          tally.margins[index].others[other] += 1
        } else {
          tally.margins[index].missing += 1
        }
      }
    }
  }

  public func merge(_ other: ProfileTally, into tally: inout ProfileTally) {
    for index in margins.indices { tally.margins[index].merge(other.margins[index]) }
  }

  public func finish(_ tally: ProfileTally) throws -> Section {
    let profiles = zip(margins, tally.margins).map { margin, count in
      MarginProfile(margin: margin, count: count, confidence: confidence, smallestBase: smallestBase)
    }
    return Section(
      analysis: EqualityProfile.manifest.name, title: EqualityProfile.manifest.title,
      statements: profiles.flatMap { ProfileSentences(profile: $0, population: population).statements },
      tables: profiles.map(\.table), measures: profiles.flatMap(\.measures),
      charts: profiles.compactMap(\.chart), notes: notes)
  }

  private var notes: [String] {
    let percent = Wording.decimal(
      confidence * 100, places: confidence * 100 == (confidence * 100).rounded() ? 0 : 1)
    var notes = [
      "Forms only. This describes those who answered, not all who came and not the people who live here.",
      "Shares are of those who gave an answer that the population has figures for. A difference is theirs less that of "
        + "the population, in percentage points; its interval (\(percent)%) is Wilson's, or the exact one of Clopper and Pearson "
        + "where fewer than five answers were to be expected. One comparison in many differs by chance alone.",
      "The population: \(population.title)"
        + (population.source.map { " (\($0))." } ?? "; its source is not told."),
    ]
    if !uncrossed.isEmpty {
      let labels = Wording.list(uncrossed.map { "“\($0.label.text)”" })
      notes.append("The population has no figures that cross \(labels): each is compared for itself.")
    }
    if !unasked.isEmpty {
      notes.append(
        "The population also has figures on \(Wording.list(unasked.map(\.rawValue))), which the survey does not ask."
      )
    }
    return notes
  }
}

/// How many forms fall into each cell of each margin.
public struct ProfileTally: Sendable, Codable {
  var margins: [ProfileCount]
}

/// The forms of one margin.
struct ProfileCount: Sendable, Codable {
  var cells: [Int]
  /// By choice of which the population says nothing.
  var others: [Int]
  /// Without an answer; where questions are crossed, without a cell.
  var missing = 0

  init(cells: Int, choices: Int) {
    self.cells = Array(repeating: 0, count: cells)
    others = Array(repeating: 0, count: choices)
  }

  mutating func merge(_ other: ProfileCount) {
    for index in cells.indices { cells[index] += other.cells[index] }
    for index in others.indices { others[index] += other.others[index] }
    missing += other.missing
  }
}
