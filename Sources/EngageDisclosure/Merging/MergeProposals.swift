public import EngageModel
public import EngageReport

/// A way to make more of a table survive: something to merge, or to leave out, before it is counted.
public struct MergeProposal: Sendable, Hashable, Codable {
  /// What is done, for people: “Merge the answers to “role” into Adults and Young people”.
  public var title: String
  /// What to add to the command that made the report; empty where the way is to change or leave out one.
  public var commandOptions: [String]
  /// What to write into the recipe.
  public var recipeLines: String
  /// How many cells would be shown, about: the exact search may hide a few more.
  public var survives: Int
  /// How many cells there would be.
  public var of: Int
  /// How many values (answers, sessions) readers can no longer tell apart.
  public var lost: Int

  public init(
    title: String, commandOptions: [String], recipeLines: String, survives: Int, of: Int, lost: Int
  ) {
    self.title = title
    self.commandOptions = commandOptions
    self.recipeLines = recipeLines
    self.survives = survives
    self.of = of
    self.lost = lost
  }
}

/// What could be merged to make a table survive, from its counts alone.
public struct MergeProposals: Sendable {
  private let grid: CountGrid?
  private let survey: Survey?
  private let profile: DisclosureProfile
  private let sessions: [Session]

  /// - Parameters:
  ///   - table: as counted.
  ///   - survey: of its questions, not merged; without it only sessions are merged.
  ///   - profile: by which it is to be protected.
  ///   - sessions: of the event, to merge them by district.
  public init(table: Table, survey: Survey?, profile: DisclosureProfile, sessions: [Session] = []) {
    grid = CountGrid(table)
    self.survey = survey
    self.profile = profile
    self.sessions = sessions
  }

  /// What the table itself would show: cells hidden as few are counted, cells hidden because of others, and cells.
  public var asItStands: (small: Int, others: Int, cells: Int)? {
    grid.map {
      let hidden = HiddenEstimate($0, profile: profile)
      return (hidden.small, hidden.others, $0.cells)
    }
  }

  /// Those that hide less than the table as it stands: first those of which the largest part is shown, among them those
  /// that lose least.
  public var proposals: [MergeProposal] {
    guard let grid else { return [] }
    let before = HiddenEstimate(grid, profile: profile)
    guard before.small + before.others > 0 else { return [] }
    let hidden = before.small + before.others
    var ways = Way.along(grid, survey: survey, profile: profile, sessions: sessions)
    if let column = grid.columnDimension {
      let across = Way.along(grid.turned(rows: column), survey: survey, profile: profile, sessions: sessions)
      ways += across.map(\.turned)
      ways += ways.filter { $0.isAlong }.flatMap { one in
        across.compactMap { other in one.with(other.turned, grid: grid) }
      }
      let isSplit = survey?.question(Question.ID(column)).map { !$0.choices.isEmpty } ?? true
      if isSplit { ways.append(.dropping(column, of: grid)) }
    }
    var seen: Set<[String]> = []
    return ways.map { $0.proposal(profile) }
      .filter { $0.of - $0.survives < hidden }
      .sorted { first, second in
        let (one, other) = (first.survives * max(1, second.of), second.survives * max(1, first.of))
        return one != other ? one > other : first.lost < second.lost
      }
      .filter { seen.insert($0.commandOptions + [$0.recipeLines]).inserted }
  }
}
