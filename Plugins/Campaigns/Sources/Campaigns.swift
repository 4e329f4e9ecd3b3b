public import EngageAnalysis
public import EngageModel
public import EngageReport
import EngageText

/// Which texts are nearly the same, and how the counts change if each such group counts once.
public struct Campaigns: Analysis {
  public static let manifest = AnalysisManifest(
    name: "campaigns", version: "1.0.0", provides: "campaigns", title: "Texts that came more than once",
    summary:
      "Puts texts that are the same or nearly the same into groups and counts responses with and without their copies.",
    options: [
      OptionSpecification(
        "similarity", .decimal(0.3...1), default: "0.5",
        summary: "From which likeness on two texts belong together: three-word runs in both ÷ in either.",
        example: "similarity=0.7"),
      OptionSpecification(
        "shortest", .integer(3...1000), default: "15",
        summary: "From how many words on texts that are nearly the same are looked for.",
        example: "shortest=20"),
      OptionSpecification(
        "shortest_copy", .integer(1...1000), default: "5",
        summary: "From how many words on texts that are quite the same are looked for.",
        example: "shortest_copy=8"),
      OptionSpecification(
        "smallest_group", .integer(2...1000), default: "3",
        summary: "From how many responses on a group is told.", example: "smallest_group=5"),
      .smallestBase(of: "texts"),
      OptionSpecification(
        "members", .boolean, default: "no",
        summary:
          "Whether the responses of each group are listed by number; reports for internal readers only.",
        example: "members=yes"),
    ],
    questionTypes: [.text], readsFreeText: true, questions: .optional, by: .optional,
    example: "engage analyse campaigns --survey park-plans")

  public let needs: [Question]
  let plan: CampaignPlan

  public init(options: Options, context: AnalysisContext) throws {
    plan = try CampaignPlan(options: options, context: context)
    needs = plan.questions + (plan.groups?.needs ?? [])
  }

  public func start() -> CampaignTally { CampaignTally(for: plan) }

  public func add(_ batch: borrowing ResponseBatch, to tally: inout CampaignTally) {
    tally.add(batch, plan: plan)
  }

  public func merge(_ other: CampaignTally, into tally: inout CampaignTally) { tally.merge(other) }

  public func finish(_ tally: CampaignTally) throws -> Section {
    let found = FoundCampaigns(in: tally, plan: plan)
    let tables = CampaignTables(plan: plan, tally: tally, found: found)
    let findings = CampaignFindings(plan: plan, tally: tally, found: found)
    var section = Section(
      analysis: Campaigns.manifest.name, provides: Campaigns.manifest.provides,
      title: Campaigns.manifest.title)
    section.tables = [tables.campaigns, tables.totals] + tables.byQuestion + tables.byGroup
    if plan.listsMembers { section.tables.append(tables.members) }
    section.measures = [
      Measure("answered", table: "totals", value: Double(tally.answers.sum), counts: true),
      Measure("in_groups", table: "totals", value: Double(found.responses.sum), counts: true),
      Measure("groups", table: "campaigns", value: Double(found.campaigns.count)),
      Measure("each_once", table: "totals", value: Double(found.once(tally.answers).sum), counts: true),
    ]
    section.statements = findings.statements
    section.notes = findings.notes
    return section
  }
}
