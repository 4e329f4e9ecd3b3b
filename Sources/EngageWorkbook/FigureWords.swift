import EngageReport

/// Figures in sentences.
enum FigureWords {
  /// "1,300"; with one decimal where it is not whole (weighted).
  static func count(_ value: Double) -> String { decimal(value, places: value == value.rounded() ? 0 : 1) }

  /// Rounded half away from zero, with a comma between thousands.
  static func decimal(_ value: Double, places: Int) -> String {
    guard value.isFinite, value.magnitude < 1e12 else { return "\(value)" }
    let scale = places == 0 ? 1 : places == 1 ? 10 : places == 2 ? 100 : 1000
    let scaled = Int((value.magnitude * Double(scale)).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    let whole = Wording.numeral(scaled / scale)
    guard places > 0 else { return sign + whole }
    let fraction = String(scaled % scale)
    return "\(sign)\(whole).\(String(repeating: "0", count: places - fraction.count))\(fraction)"
  }

  /// How wide a number is in its look, in characters.
  static func width(_ value: Double, _ look: FigureLook) -> Double {
    switch look {
    case .whole: TextMeasure.width(decimal(value, places: 0))
    case .tenths: TextMeasure.width(decimal(value, places: 1))
    case .hundredths: TextMeasure.width(decimal(value, places: 2))
    case .probability: 7
    case .percent: 5
    case .underOnePercent, .overNinetyNinePercent: 9
    }
  }

  private static let measureNames = [
    "chi_squared": "chi-squared", "cramers_v": "Cramér's V", "fisher_p": "Fisher's p", "w": "W",
    "monte_carlo_p": "simulated p", "sign_p": "sign test's p",
    "one_half": "answered only before or only after",
    "not_scored": "not on the scale",
    "u": "U", "mcnemar_p": "McNemar's p", "mcnemar_chi_squared": "McNemar's chi-squared",
    "mcnemar_chi_squared_p": "its p",
  ]

  /// "chi_squared" as people say it.
  static func name(of measure: Measure) -> String {
    measureNames[measure.name] ?? String(measure.name.map { $0 == "_" ? " " : $0 })
  }

  /// "chi-squared 67.38", "p < 0.001".
  static func words(_ measure: Measure) -> String {
    let name = name(of: measure)
    guard let value = measure.value else { return "\(name) not known" }
    if FigureNames.tellsProbability(measure.name) {
      return value < 0.001 ? "\(name) < 0.001" : "\(name) = \(decimal(value, places: 3))"
    }
    if measure.name.hasSuffix("_share") { return "\(name) \(decimal(value * 100, places: 0))%" }
    return "\(name) \(decimal(value, places: value == value.rounded() ? 0 : 2))"
  }
}
