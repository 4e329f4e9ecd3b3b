import EngageModel
import EngageReport

extension DisclosureProfile {
  /// Whether a count may not be shown as it stands.
  func isSmall(_ value: Double) -> Bool {
    if value == 0 { return zeros == .hidden }
    return value > 0 && value < Double(threshold)
  }

  /// What must not be found out about a small count: whether there is anybody, and that it is small.
  ///
  /// A rounded figure tells that a hidden one is below the threshold, as all others are shown.
  var need: CellSystem.Need {
    rounding == nil
      ? CellSystem.Need(atMost: 0, atLeast: Double(threshold))
      : CellSystem.Need(atMost: 1, atLeast: Double(threshold - 1))
  }

  /// A shown count as it is written.
  func shown(_ value: Double) -> Double {
    guard let rounding, value == value.rounded() else { return value }
    let step = Double(rounding)
    return (value / step).rounded() * step
  }

  /// What a reader knows of a count that is shown; `nil` where it is known as it is.
  func shownRange(_ value: Double) -> ClosedRange<Double>? {
    guard let rounding, value > 0, value == value.rounded() else { return nil }
    let step = Double(rounding)
    let written = shown(value)
    let reach = ((step - 1) / 2).rounded(.down)
    // Half a step away is rounded up.
    let low = step.truncatingRemainder(dividingBy: 2) == 0 ? written - step / 2 : written - reach
    return max(Double(threshold), low, 0)...max(written + reach, Double(threshold))
  }
}
