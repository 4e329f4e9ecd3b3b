import EngageReport

/// Figures in sentences.
enum FigureWords {
  /// "1,300"; with one decimal where it is not whole (weighted).
  static func count(_ value: Double) -> String {
    Wording.decimal(value, places: value == value.rounded() ? 0 : 1)
  }

  /// How wide a number is in its look, in characters.
  static func width(_ value: Double, _ look: FigureLook) -> Double {
    switch look {
    case .whole: TextMeasure.width(Wording.decimal(value, places: 0))
    case .tenths: TextMeasure.width(Wording.decimal(value, places: 1))
    case .hundredths: TextMeasure.width(Wording.decimal(value, places: 2))
    case .probability: 7
    case .percent: 5
    case .percentTenths: 6
    case .underOnePercent, .overNinetyNinePercent: 9
    }
  }
}
