public import EngageAnalysis
public import EngageModel
public import EngageReport

/// How the forms of a report are weighted, and what that costs. Forms only.
public struct Weights: Analysis {
  public static let manifest = AnalysisManifest(
    name: "weights", version: "1.0.0", provides: "weights", title: "How the forms are weighted",
    summary:
      "Shows the weights: margins before, after and wanted, how far weights differ, the effective number of forms.",
    options: [
      OptionSpecification(
        "population", .population, default: nil,
        summary:
          "Whose margins are shown; left out: those weighted to, else those of the only population there is.",
        example: "population=warwickshire-2021"),
      OptionSpecification(
        "extreme", .decimal(1.5...1000), default: "5",
        summary: "Weights above so many times the mean, or so many times below it, are told.",
        example: "extreme=3"),
      .smallestBase(of: "effective forms"),
    ],
    takesWeights: true, questions: .unused,
    example: "engage analyse weights --survey our-survey --weights rake:warwickshire-2021")

  public let needs: [Question]
  let margins: [MarginCells]
  let population: Population?
  let weighting: Weighting?
  let extreme: Double
  let smallestBase: Int

  public init(options: Options, context: AnalysisContext) throws {
    guard let survey = context.survey else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-survey", message: "weights are for forms, and this event has no survey",
          hint: "use attendance"))
    }
    weighting = context.weighting
    extreme = options.decimal("extreme") ?? 5
    smallestBase = context.smallestBase(options)
    if let name = options.text("population") {
      population = try context.population(named: name)
    } else if case .raking(let population, _, _)? = context.weighting?.means {
      self.population = population
    } else {
      population = context.populations.count == 1 ? context.populations[0] : nil
    }
    let isNamed = options.text("population") != nil
    margins = try Weights.margins(of: population, isNamed: isNamed, context: context, survey: survey)
    var needs: [Question] = []
    for question in margins.flatMap(\.questions) where !needs.contains(where: { $0.id == question.id }) {
      needs.append(question)
    }
    self.needs = needs
  }

  /// The margins weighted to, or those of a population that the survey asks about.
  private static func margins(
    of population: Population?, isNamed: Bool, context: AnalysisContext, survey: Survey
  ) throws -> [MarginCells] {
    guard let population else { return [] }
    if !isNamed, case .raking(_, let margins, _)? = context.weighting?.means {
      return try margins.map { try MarginCells($0, of: population, in: survey) }
    }
    let asked = population.margins.filter { margin in
      margin.questions.allSatisfy { survey.question($0)?.type.isSingleChoice == true }
    }
    return try asked.map { try MarginCells($0, of: population, in: survey) }
  }

  public func start() -> WeightTally {
    WeightTally(margins: margins.map { MarginTally(cells: $0.margin.cells.count) })
  }

  public func add(_ batch: borrowing ResponseBatch, to tally: inout WeightTally) {
    var columns: [[BatchColumn]] = []
    for margin in margins { columns.append(margin.columns(in: batch)) }
    for row in 0..<batch.count where batch.units[row] == 0 {
      let weight = batch.weights.isEmpty ? 1 : batch.weights[row]
      tally.add(weight)
      for (index, margin) in margins.enumerated() {
        tally.margins[index].add(weight, cell: margin.cell(at: row, in: columns[index]))
      }
    }
  }

  public func merge(_ other: WeightTally, into tally: inout WeightTally) { tally.merge(other) }

  public func finish(_ tally: WeightTally) throws -> Section {
    let tables = WeightTables(analysis: self, tally: tally)
    return Section(
      analysis: Weights.manifest.name, title: Weights.manifest.title, statements: [tables.statement],
      tables: [tables.spread] + margins.indices.map(tables.margin), measures: tables.measures,
      notes: tables.notes)
  }
}
