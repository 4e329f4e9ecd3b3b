extension Report {
  /// Positions of the sections in the order in which their pictures are worth the only place on page one: what
  /// people raised, what changed and what they think before who they are, and anything before who was there.
  public var sectionsByWeight: [Int] {
    sections.indices.sorted { (weight(of: $0), $0) < (weight(of: $1), $1) }
  }

  private func weight(of section: Int) -> Int {
    let provided = ["themes", "before-after", "scales", "crosstab", "frequencies"]
    if let place = provided.firstIndex(of: sections[section].provides) { return place }
    // An analysis of somebody's own: after those that are known to speak of answers if it found something.
    return provided.count + (sections[section].statements.contains { $0.role == .finding } ? 0 : 1)
  }
}

extension Section {
  /// The charts, that of the first finding first.
  public var chartsByWeight: [Chart] {
    let findings = statements.filter { $0.role == .finding }
    let told = findings.first.map { Set($0.values.values.map(\.table)) } ?? []
    return charts.filter { told.contains($0.table) } + charts.filter { !told.contains($0.table) }
  }
}
