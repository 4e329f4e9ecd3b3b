/// What an option of an analysis takes: help, checks and documentation derive from it.
public struct OptionSpecification: Sendable, Hashable, Codable {
  public enum Kind: Sendable, Hashable, Codable {
    case text
    /// Whole number within bounds.
    case integer(ClosedRange<Int>)
    case decimal(ClosedRange<Double>)
    /// `yes` or `no`.
    case boolean
    case oneOf([String])
    /// The name of one of the survey's codebooks, or a file.
    case codebook
    /// The name of a question of the survey.
    case question
    /// The name of one of the workspace's populations.
    case population
  }

  public var name: String
  public var kind: Kind
  /// As one would write it; `nil` where leaving it out means something of its own.
  public var defaultValue: String?
  public var summary: String
  public var example: String

  public init(_ name: String, _ kind: Kind, default defaultValue: String?, summary: String, example: String) {
    self.name = name
    self.kind = kind
    self.defaultValue = defaultValue
    self.summary = summary
    self.example = example
  }

  /// What is wrong with a value as written, in words that end a sentence "option x …"; `nil` if nothing is.
  public func complaint(about value: String) -> String? {
    switch kind {
    case .text, .codebook, .question, .population:
      return value.isEmpty ? "is empty" : nil
    case .integer(let bounds):
      guard let number = Int(value), bounds.contains(number) else {
        return "takes a whole number from \(bounds.lowerBound) to \(bounds.upperBound), not “\(value)”"
      }
      return nil
    case .decimal(let bounds):
      guard let number = Double(value), bounds.contains(number) else {
        return "takes a number from \(bounds.lowerBound) to \(bounds.upperBound), not “\(value)”"
      }
      return nil
    case .boolean:
      return Options.truth(of: value) == nil ? "takes yes or no, not “\(value)”" : nil
    case .oneOf(let words):
      guard !words.contains(value) else { return nil }
      let near = nearestName(to: value, among: words).map { " (did you mean \($0)?)" } ?? ""
      return "takes one of \(words.joined(separator: ", ")), not “\(value)”\(near)"
    }
  }
}

/// The options of one run of an analysis: checked, defaults filled in.
public struct Options: Sendable, Hashable, Codable {
  /// As written.
  public private(set) var values: [String: String]

  /// Checks options as written against what is specified, and fills in defaults.
  /// - Throws: `DiagnosticsError` with every unknown name and bad value.
  public init(
    _ written: [String: String] = [:], specifications: [OptionSpecification], of analysis: String
  ) throws(DiagnosticsError) {
    var problems: [Diagnostic] = []
    for (name, value) in written.sorted(by: { $0.key < $1.key }) {
      guard let specification = specifications.first(where: { $0.name == name }) else {
        let near = nearestName(to: name, among: specifications.map(\.name))
        let known = specifications.map(\.name).joined(separator: ", ")
        problems.append(
          Diagnostic(
            rule: "unknown-option", message: "\(analysis) has no option “\(name)”",
            hint: near.map { "did you mean \($0)?" }
              ?? (known.isEmpty ? "it takes no options" : "it takes \(known)")))
        continue
      }
      if let complaint = specification.complaint(about: value) {
        problems.append(
          Diagnostic(
            rule: "bad-option", message: "\(analysis): option \(name) \(complaint)",
            hint: "for example \(specification.example)"))
      }
    }
    if !problems.isEmpty { throw DiagnosticsError(problems) }
    values = written
    for specification in specifications where values[specification.name] == nil {
      values[specification.name] = specification.defaultValue
    }
  }

  /// The text of an option; `nil` if it was left out and has no default.
  public func text(_ name: String) -> String? { values[name] }
  /// The whole number of an option.
  public func integer(_ name: String) -> Int? { values[name].flatMap { Int($0) } }
  /// The number of an option.
  public func decimal(_ name: String) -> Double? { values[name].flatMap { Double($0) } }
  /// Whether a yes-or-no option says yes.
  public func isOn(_ name: String) -> Bool { values[name].flatMap(Options.truth(of:)) ?? false }

  static func truth(of value: String) -> Bool? {
    switch value.lowercased() {
    case "yes", "true", "on", "1": true
    case "no", "false", "off", "0": false
    default: nil
    }
  }
}
