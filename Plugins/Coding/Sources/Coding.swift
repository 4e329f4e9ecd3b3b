public import EngageAnalysis
public import EngageModel
public import EngageReport
import EngageText

/// What people coded, how far they agree, and how well the rules of the codebook do beside them.
public struct Coding: Analysis {
  public static let manifest = AnalysisManifest(
    name: "coding", version: "1.0.0", provides: "coding", title: "How texts were coded",
    summary:
      "Sets the codes that people gave to texts beside each other and beside those of the codebook's rules.",
    options: [
      OptionSpecification(
        "codebook", .codebook, default: nil,
        summary: "Which codebook; left out: the one that the survey gives to the questions.",
        example: "codebook=hate-crime"),
      OptionSpecification(
        "consensus", .oneOf(CodingConsensus.allCases.map(\.rawValue)), default: "majority",
        summary: "When a text that several coded has a theme: any of them says so, more than half, or all.",
        example: "consensus=all"),
      OptionSpecification(
        "versions", .oneOf(["all", "current"]), default: "all",
        summary: "Codes given with any version of the codebook, or only with the one there is now.",
        example: "versions=current"),
      OptionSpecification(
        "changed", .oneOf(["leave-out", "keep"]), default: "leave-out",
        summary: "What becomes of codes of a text that was changed after it was coded.",
        example: "changed=keep"),
      OptionSpecification(
        "replicates", .integer(199...9_999), default: "999",
        summary: "How many samples the intervals of agreement are made of.", example: "replicates=1999"),
      OptionSpecification(
        "seed", .integer(0...1_000_000_000), default: "1",
        summary: "Where the random numbers of these samples start.", example: "seed=7"),
      .smallestBase(of: "texts"),
    ],
    questionTypes: [.text], readsFreeText: true, readsCodes: true, questions: .optional,
    example: "engage analyse coding --survey we-stand-together --question concerns")

  public let needs: [Question]
  let plan: CodingPlan
  private let matcher: CodebookMatcher

  public init(options: Options, context: AnalysisContext) throws {
    let (questions, codebook) = try CodebookChoice.choose(
      options.text("codebook"), context: context, for: Coding.manifest.name)
    matcher = try CodebookMatcher(codebook)
    plan = CodingPlan(
      questions: questions, codebook: codebook, themes: matcher.themes, parents: matcher.parents,
      human: HumanCodes(context.codes, codebook: codebook, questions: questions),
      consensus: options.text("consensus").flatMap(CodingConsensus.init) ?? .majority,
      takesAllVersions: options.text("versions") != "current",
      keepsChanged: options.text("changed") == "keep",
      replicates: options.integer("replicates") ?? 999, seed: UInt64(options.integer("seed") ?? 1),
      smallestBase: context.smallestBase(options),
      namesCoders: context.audience == .internal)
    needs = questions
  }

  public func start() -> CodingTally { CodingTally(for: plan) }

  public func add(_ batch: borrowing ResponseBatch, to tally: inout CodingTally) {
    for question in plan.questions where batch.holds(question.id) {
      tally.add(batch, question: question, matcher: matcher, plan: plan)
    }
  }

  public func merge(_ other: CodingTally, into tally: inout CodingTally) { tally.merge(other) }

  public func finish(_ tally: CodingTally) throws -> Section {
    let codes = CodesFound(tally, plan: plan)
    let reliability = Reliability(codes, plan: plan)
    let rules = RuleQuality(codes, plan: plan)
    let findings = CodingFindings(codes: codes, reliability: reliability, rules: rules, plan: plan)
    let isCoded = codes.coded() > 0
    var section = Section(analysis: Coding.manifest.name, title: Coding.manifest.title)
    section.provides = Coding.manifest.provides
    // Before anybody coded there is nothing to compare: four tables of nothing would only hide that.
    section.tables =
      isCoded
      ? [codes.coders, codes.themes, codes.themesByCoder, reliability.table, rules.table] : [codes.themes]
    section.measures =
      isCoded
      ? codes.measures + reliability.measures + rules.measures : codes.measures.filter { $0.table == "codes" }
    section.statements = findings.statements
    section.notes = findings.notes
    return section
  }
}
