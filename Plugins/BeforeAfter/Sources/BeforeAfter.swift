public import EngageAnalysis
public import EngageModel
public import EngageReport

/// What people answered before and after, compared: the same people's forms, different people's, or forms matched by an
/// anonymous code. Forms only; "don't know" is never on the scale.
public struct BeforeAfter: Analysis {
  public static let manifest = AnalysisManifest(
    name: "before-after", version: "1.0.0", provides: "before-after", title: "Before and after",
    summary:
      "Compares answers given before with those given after: who moved up or down, by how much, and whether chance "
      + "would explain it.",
    options: BeforeAfter.options,
    questionTypes: [.scale, .selectOne, .integer, .decimal, .range], readsFreeText: true,
    questions: .optional,
    by: .optional,
    example: "engage analyse before-after --survey game-on --by session")

  private static let options = [
    OptionSpecification(
      "before", .question, default: nil,
      summary: "The question asked before, of which --question names the one asked after.",
      example: "before=know_hate_before"),
    OptionSpecification(
      "matching", .oneOf(Matching.allCases.map(\.rawValue)), default: Matching.paired.rawValue,
      summary:
        "What belongs together: paired, both halves on one form; groups, before and after from different people; code, "
        + "two forms with the same code.",
      example: "matching=groups"),
    OptionSpecification(
      "code", .question, default: nil,
      summary:
        "With matching=code: the question that holds the code by which a person's two forms are matched.",
      example: "code=my_code"),
    OptionSpecification(
      "within", .oneOf(["session", "event"]), default: "session",
      summary: "With matching=code: whether the two forms come from one session, or from one event.",
      example: "within=event"),
    OptionSpecification(
      "phase", .question, default: nil,
      summary:
        "With matching=groups or code: the question that tells forms of before from those of after; its first choice is "
        + "before.", example: "phase=when"),
    OptionSpecification(
      "levels", .oneOf(["grouped", "choices"]), default: "grouped",
      summary: "Whether choices that the survey joins under groups are one level.", example: "levels=choices"),
    .smallestBase(of: "pairs"),
    OptionSpecification(
      "charts", .boolean, default: "yes",
      summary: "Whether there are charts of the answers before and after.",
      example: "charts=no"),
  ]

  public let needs: [Question]
  let plan: ComparisonPlan
  let context: AnalysisContext
  let smallestBase: Int
  let drawsCharts: Bool

  public init(options: Options, context: AnalysisContext) throws {
    plan = try ComparisonPlan(options: options, context: context)
    self.context = context
    smallestBase = context.smallestBase(options)
    drawsCharts = options.isOn("charts")
    var needs: [Question] = []
    let read = plan.pairs.flatMap { [$0.before, $0.after] } + [plan.code].compactMap { $0 }
    for question in read + (plan.phase?.needs ?? []) + (plan.groups?.needs ?? [])
    where !needs.contains(where: { $0.id == question.id }) {
      needs.append(question)
    }
    self.needs = needs
  }

  /// Whether two questions can be a pair: numbers, or choices with the same levels in the same order.
  public static func compares(_ before: Question, with after: Question) -> Bool {
    manifest.questionTypes.contains(after.type)
      && QuestionPair(before: before, after: after, joins: true) != nil
  }

  public func start() -> BeforeAfterTally {
    BeforeAfterTally(pairs: plan.pairs, groups: plan.groups?.count ?? 0)
  }

  public func add(_ batch: borrowing ResponseBatch, to tally: inout BeforeAfterTally) {
    if !batch.weights.isEmpty { tally.isWeighted = true }
    let split = plan.groups?.column(in: batch)
    let halves = plan.pairs.map { PairColumns($0, in: batch, phase: plan.phase) }
    if let code = plan.code {
      tally.coded.add(batch, code: code, within: plan.within, halves: halves, split: split)
      return
    }
    for (index, columns) in halves.enumerated() {
      tally.pairs[index].add(columns, units: batch.units, split: split)
    }
  }

  public func merge(_ other: BeforeAfterTally, into tally: inout BeforeAfterTally) {
    tally.merge(other)
  }

  public func finish(_ tally: BeforeAfterTally) throws -> Section {
    var tally = tally
    let codes = plan.code == nil ? nil : tally.pairByCode()
    switch plan.matching {
    case .groups: return GroupSection(analysis: self, tally: tally).section
    case .paired, .code: return PairSection(analysis: self, tally: tally, codes: codes).section
    }
  }
}

/// What answers of before and after belong together.
enum Matching: String, CaseIterable {
  case paired, groups, code
}
