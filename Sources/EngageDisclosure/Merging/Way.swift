import EngageModel

/// Something that can be done to a grid of counts before it is shown.
struct Way {
  var title: String
  var request: GroupsRequest
  /// What is left.
  var grid: CountGrid
  var lost: Int
  /// Whether rows are merged, and not columns.
  var isAlong = true
  /// Groups of positions among the rows, or columns.
  var groups: [[Int]] = []
  /// Whether the split is given up.
  var drops: String?

  /// All ways to merge the rows of a grid.
  static func along(
    _ grid: CountGrid, survey: Survey?, profile: DisclosureProfile, sessions: [Session]
  ) -> [Way] {
    if grid.rowDimension == "session" { return SessionWays(grid: grid, sessions: sessions).ways }
    guard let question = survey?.question(Question.ID(grid.rowDimension)) else { return [] }
    return ChoiceWays(grid: grid, question: question, profile: profile).ways
  }

  /// Giving up what a table is split by.
  static func dropping(_ dimension: String, of grid: CountGrid) -> Way {
    var plain = grid.merging(columns: [Array(grid.columns.indices)])
    plain.columnDimension = nil
    return Way(
      title: "Leave out the split by “\(dimension)”", request: GroupsRequest(), grid: plain,
      lost: max(0, grid.columns.count - 1), drops: dimension)
  }

  /// The way as one for the columns.
  var turned: Way {
    var way = self
    way.grid = grid.turned(rows: grid.columnDimension ?? grid.rowDimension)
    way.isAlong = false
    return way
  }

  /// This way for the rows, and another for the columns.
  func with(_ other: Way, grid: CountGrid) -> Way? {
    guard isAlong, !other.isAlong, request.sessions.isEmpty || other.request.sessions.isEmpty else {
      return nil
    }
    return Way(
      title: "\(title); \(other.title.prefix(1).lowercased())\(other.title.dropFirst())",
      request: request.over(other.request),
      grid: grid.merging(rows: groups).merging(columns: other.groups), lost: lost + other.lost)
  }

  func proposal(_ profile: DisclosureProfile) -> MergeProposal {
    let hidden = HiddenEstimate(grid, profile: profile)
    return MergeProposal(
      title: title, commandOptions: request.written.flatMap { ["--groups", $0] },
      recipeLines: drops.map { "without by: \($0)" } ?? request.recipeLine,
      survives: grid.cells - hidden.small - hidden.others, of: grid.cells, lost: lost)
  }
}

extension CountGrid {
  /// The grid with rows and columns, and their dimensions, exchanged.
  func turned(rows dimension: String) -> CountGrid {
    var grid = turned
    grid.columnDimension = rowDimension
    grid.rowDimension = dimension
    return grid
  }
}
