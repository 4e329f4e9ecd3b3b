public import EngageModel

extension AnalysisManifest {
  /// What is wrong with the specification of an analysis; empty if nothing is.
  /// - Parameter all: the manifests of all analyses there are, this one among them.
  public func problems(among all: [AnalysisManifest]) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    func report(_ message: String, hint: String? = nil) {
      problems.append(Diagnostic(rule: "bad-manifest", message: "\(name): \(message)", hint: hint))
    }
    if all.count(where: { $0.name == name }) > 1 { report("another analysis has the same name") }
    if !AnalysisManifest.isName(name) { report("the name is not of the form theme-counts") }
    if !AnalysisManifest.isName(provides) { report("what it provides is not of the form themes") }
    if version.split(separator: ".").compactMap({ Int($0) }).count != 3 {
      report("the version “\(version)” is not of the form 1.0.0")
    }
    if title.isEmpty || summary.isEmpty { report("title or summary is empty") }
    if !example.contains(name) { report("its example does not run it") }
    if Set(options.map(\.name)).count != options.count { report("two options have the same name") }
    for option in options {
      if option.summary.isEmpty { report("option \(option.name) is not explained") }
      if let value = option.defaultValue, let complaint = option.complaint(about: value) {
        report("the default of option \(option.name) \(complaint)")
      }
      let prefix = option.name + "="
      let value = option.example.hasPrefix(prefix) ? String(option.example.dropFirst(prefix.count)) : ""
      if let complaint = option.complaint(about: value) {
        report("the example of option \(option.name) \(complaint)", hint: "write \(prefix)VALUE")
      }
    }
    return problems
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
  }
}
