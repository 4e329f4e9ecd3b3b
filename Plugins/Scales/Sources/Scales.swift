public import EngageAnalysis
public import EngageModel
public import EngageReport

/// Means, spread and balance of ordered answers. Forms only; "don't know" is never on the scale.
public struct Scales: Analysis {
  public static let manifest = AnalysisManifest(
    name: "scales", version: "1.1.0", provides: "scales", title: "Answers on scales",
    summary: "Mean, standard deviation, median and the shares above and below the midpoint of each scale.",
    options: [
      OptionSpecification(
        "charts", .boolean, default: "yes",
        summary: "Whether scales with the same choices get a stacked bar chart.",
        example: "charts=no"),
      .smallestBase(),
    ],
    questionTypes: [.scale], takesWeights: true, questions: .optional, by: .optional,
    example: "engage analyse scales --survey we-stand-together --question safe_day")

  public let needs: [Question]
  private let scales: [Question]
  /// What to split by; `nil` where nothing is split.
  private let groups: BreakdownGroups?
  private let context: AnalysisContext
  private let drawsCharts: Bool
  private let smallestBase: Int

  public init(options: Options, context: AnalysisContext) throws {
    guard context.survey != nil else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-survey", message: "scales counts answers, and this event has no survey",
          hint: "use attendance"))
    }
    scales = context.questions(ofTypes: Scales.manifest.questionTypes)
    groups = context.breakdown.map { BreakdownGroups($0, context: context) }
    needs = scales + (groups?.needs ?? [])
    drawsCharts = options.isOn("charts")
    smallestBase = context.smallestBase(options)
    self.context = context
  }

  public func start() -> ScaleTally {
    ScaleTally(
      scales: scales.map { ScaleCount(choices: $0.choices.count) },
      groups: scales.map { scale in
        (0..<(groups?.count ?? 0)).map { _ in ScaleCount(choices: scale.choices.count) }
      })
  }

  public func add(_ batch: borrowing ResponseBatch, to tally: inout ScaleTally) {
    let units = batch.units.span
    for (index, question) in scales.enumerated() {
      var counts = tally.scales[index].choices
      batch.withCodes(of: question.id) { codes in
        for row in codes.indices where codes[row] >= 0 && units[row] == 0 { counts[Int(codes[row])] += 1 }
      }
      tally.scales[index].choices = counts
    }
    if groups == nil, batch.weights.isEmpty { return }
    if !batch.weights.isEmpty { tally.isWeighted = true }
    let grouping = groups?.column(in: batch)
    for (index, question) in scales.enumerated() {
      let codes = batch.column(of: question.id).codes
      let scores = question.scores
      for row in 0..<batch.count where codes[row] >= 0 && batch.units[row] == 0 {
        let choice = Int(codes[row])
        let weight = batch.weights.isEmpty ? nil : batch.weights[row]
        if let weight { tally.scales[index].add(choice, score: scores[choice], weight: weight) }
        grouping?.forEachChoice(at: row) { group in
          tally.groups[index][group].choices[choice] += 1
          if let weight { tally.groups[index][group].add(choice, score: scores[choice], weight: weight) }
        }
      }
    }
  }

  public func merge(_ other: ScaleTally, into tally: inout ScaleTally) {
    tally.isWeighted = tally.isWeighted || other.isWeighted
    for index in scales.indices {
      tally.scales[index].merge(other.scales[index])
      for group in tally.groups[index].indices {
        tally.groups[index][group].merge(other.groups[index][group])
      }
    }
  }

  public func finish(_ tally: ScaleTally) throws -> Section {
    let figures = zip(scales, tally.scales).map { ScaleFigures($0, $1, isWeighted: tally.isWeighted) }
    var section = Section(analysis: Scales.manifest.name, title: Scales.manifest.title)
    section.tables = [ScaleTables.summary(of: figures)]
    for group in ScaleTables.sameChoices(figures) {
      let title = ScaleTitle.words(for: group, in: context.survey)
      let table = ScaleTables.answers(of: group, title: title)
      section.tables.append(table)
      if drawsCharts,
        let chart = ScaleTables.chart(of: group, table: table, smallestBase: smallestBase, in: context)
      {
        section.charts.append(chart)
      }
    }
    if let groups {
      section.tables.append(ScaleTables.byGroup(scales, tally, groups, smallestBase: smallestBase))
    }
    section.statements = figures.compactMap { $0.finding(smallestBase: smallestBase) }
    section.notes = [
      "Forms only. Positive and negative are the shares above and below the middle of the scale, of those who "
        + "gave an answer on it; “don't know” is not on the scale."
    ]
    if tally.isWeighted {
      section.notes.append(
        "Means, standard deviations, medians and shares are weighted; “Answered” and the columns called unweighted "
          + "count forms.")
    }
    return section
  }
}
