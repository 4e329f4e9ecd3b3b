import EngageModel

extension AnalysisContext {
  /// What has to be said where results of several events stand side by side and these were held in other places;
  /// `nil` otherwise.
  var notLikeForLike: String? {
    guard breakdown == .event else { return nil }
    let told = events.filter { event in sessions.contains { $0.event == event.id } }
    let places = told.map { event in
      Set(event.sessions.filter { $0.status == .held }.map { $0.place ?? "" })
    }
    return Set(places).count > 1 ? "The towns differed: not like for like." : nil
  }
}

extension Breakdown {
  /// Whether a table is about what it splits by: `themes-by-event`.
  func splits(table name: String) -> Bool { name.hasSuffix("-by-\(self.name)") }
}
