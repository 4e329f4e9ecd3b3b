public import EngageModel

extension AnalysisContext {
  /// The population that an analysis is told to use, or the only one there is; `nil` where there is none.
  /// - Parameter name: as an option gives it.
  /// - Throws: `DiagnosticsError` where there is none of that name, or more than one to choose from.
  public func population(named name: String?) throws(DiagnosticsError) -> Population? {
    let names = populations.map(\.id.rawValue)
    let listed = names.isEmpty ? "the workspace has none" : "there are: \(names.joined(separator: ", "))"
    guard let name else {
      if populations.count < 2 { return populations.first }
      throw DiagnosticsError(
        Diagnostic(
          rule: "several-populations", message: "there are several populations: say which",
          hint: "--option population=NAME; \(listed)"))
    }
    if let found = populations.first(where: { $0.id.rawValue == name }) { return found }
    throw DiagnosticsError(
      Diagnostic(
        rule: "unknown-population", message: "there is no population “\(name)”",
        hint: nearestName(to: name, among: names).map { "did you mean \($0)?" } ?? listed))
  }
}
