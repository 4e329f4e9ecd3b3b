import EngageModel

/// Ways to merge the sessions that make the rows of a grid: by district, then all.
struct SessionWays {
  let grid: CountGrid
  let sessions: [Session]

  var ways: [Way] {
    guard grid.rows.count > 1, known.count == grid.rows.count else { return [] }
    return [byDistrict, all].compactMap { $0 }
  }

  /// The sessions of the rows; sessions of several events, and merged ones, are not found.
  private var known: [Session] {
    grid.rows.compactMap { row in sessions.first { $0.id.rawValue == row.name } }
  }

  private var byDistrict: Way? {
    var districts: [String] = []
    for case let district? in known.map(\.district) where !districts.contains(district) {
      districts.append(district)
    }
    let groups = districts.compactMap { district -> (String, [Int])? in
      let rows = known.indices.filter { known[$0].district == district }
      return rows.count > 1 ? (district, rows) : nil
    }
    guard !groups.isEmpty, groups[0].1.count < known.count else { return nil }
    return way("Merge the sessions of one district", groups)
  }

  private var all: Way? { way("Merge all sessions", [("All sessions", Array(known.indices))]) }

  private func way(_ title: String, _ groups: [(label: String, rows: [Int])]) -> Way {
    let taken = Set(sessions.map(\.id.rawValue))
    let written = groups.map { label, rows in
      var name = NameRules.kebabCase(of: label) ?? "merged"
      while taken.contains(name) { name += "-merged" }
      return SessionGroup(id: Session.ID(name), label: label, sessions: rows.map { known[$0].id })
    }
    let positions = groups.map(\.rows)
    return Way(
      title: title, request: GroupsRequest(sessions: written), grid: grid.merging(rows: positions),
      lost: positions.reduce(0) { $0 + $1.count - 1 }, groups: positions)
  }
}
