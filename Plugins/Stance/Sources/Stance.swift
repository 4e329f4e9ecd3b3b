public import EngageAnalysis
public import EngageModel
public import EngageReport

/// How people speak about each theme of a codebook, as cues recognise it.
public struct Stance: Analysis {
  public static let manifest = AnalysisManifest(
    name: "stance", version: "1.0.0", provides: "stance", title: "Concern, support, suggestions",
    summary:
      "Splits the themes of a codebook by whether they come with words of concern, support or suggestion, by rules that are shown.",
    options: [
      OptionSpecification(
        "codebook", .codebook, default: nil,
        summary: "Which codebook has the themes; left out: the one that the survey gives to the questions.",
        example: "codebook=hate-crime"),
      OptionSpecification(
        "rules", .codebook, default: nil,
        summary:
          "A codebook whose themes are concern, support, suggestion and negation; left out: built-in cues.",
        example: "rules=our-cues"),
      OptionSpecification(
        "quotes", .integer(0...20), default: "2",
        summary: "How many example clauses for each theme and stance; reports for internal readers only.",
        example: "quotes=0"),
      .smallestBase(of: "responses"),
    ],
    questionTypes: [.text], readsFreeText: true, questions: .optional, by: .optional,
    example: "engage analyse stance --survey we-stand-together --question concerns")

  public let needs: [Question]
  let plan: StancePlan

  public init(options: Options, context: AnalysisContext) throws {
    plan = try StancePlan(options: options, context: context)
    needs = plan.questions + (plan.groups?.needs ?? [])
  }

  public func start() -> StanceTally { StanceTally(for: plan) }

  public func add(_ batch: borrowing ResponseBatch, to tally: inout StanceTally) {
    tally.isWeighted = tally.isWeighted || !batch.weights.isEmpty
    var reading = StanceReading(count: batch.count, themes: plan.themes.count)
    for question in plan.questions where batch.holds(question.id) {
      reading.read(batch, question: question, plan: plan, tally: &tally)
    }
    reading.count(batch, plan: plan, into: &tally)
  }

  public func merge(_ other: StanceTally, into tally: inout StanceTally) { tally.merge(other, plan: plan) }

  public func finish(_ tally: StanceTally) throws -> Section {
    let tables = StanceTables(plan: plan, tally: tally)
    let findings = StanceFindings(plan: plan, tally: tally)
    var section = Section(
      analysis: Stance.manifest.name, provides: Stance.manifest.provides, title: Stance.manifest.title)
    section.tables = [tables.stance] + [tables.byGroup].compactMap { $0 }
    if plan.quotes > 0 { section.tables.append(tables.examples) }
    section.tables.append(tables.rules)
    section.measures = [
      Measure("answered", table: "stance", value: Double(tally.answers.sum), counts: true)
    ]
    section.statements = findings.statements
    section.notes = findings.notes
    return section
  }
}
