/// What figures are, as their names tell.
public enum FigureNames {
  /// Whether a measure, or a column of numbers, is the p of a test: `p`, `fisher_p`, `p_holm`.
  public static func tellsProbability(_ name: String) -> Bool {
    name == "p" || name == "p_holm" || name.hasSuffix("_p")
  }

  private static let measures = [
    "chi_squared": "chi-squared", "cramers_v": "Cramér's V", "fisher_p": "Fisher's p", "w": "W",
    "monte_carlo_p": "simulated p", "sign_p": "sign test's p",
    "one_half": "answered only before or only after",
    "not_scored": "not on the scale",
    "u": "U", "mcnemar_p": "McNemar's p", "mcnemar_chi_squared": "McNemar's chi-squared",
    "mcnemar_chi_squared_p": "its p",
  ]

  /// "chi_squared" as people say it.
  public static func name(of measure: Measure) -> String {
    measures[measure.name] ?? String(measure.name.map { $0 == "_" ? " " : $0 })
  }

  /// A measure as part of a line: "chi-squared 67.38", "p < 0.001", "n 120", "uncoded share 9%".
  public static func words(_ measure: Measure) -> String {
    let name = name(of: measure)
    guard let value = measure.value else { return "\(name) not known" }
    if tellsProbability(measure.name) {
      return value < 0.001 ? "\(name) < 0.001" : "\(name) = \(Wording.decimal(value, places: 3))"
    }
    if measure.name.hasSuffix("_share") { return "\(name) \(Wording.decimal(value * 100, places: 0))%" }
    return "\(name) \(Wording.decimal(value, places: value == value.rounded() ? 0 : 2))"
  }
}
