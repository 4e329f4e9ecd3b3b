/// The share of wrong fields in a batch of forms, estimated from forms that were drawn by chance and checked.
///
/// ```swift
/// let rate = ErrorRate([
///   .init(fields: 12, errors: 1, chance: 0.3), .init(fields: 12, errors: 0, chance: 0.2),
/// ])
/// rate?.upperBound()  // at most this share of fields is wrong, with 95% confidence
/// ```
/// A form is a cluster: its fields were typed by one person in one go. It speaks for 1 ÷ chance forms.
public struct ErrorRate: Sendable, Equatable {
  /// A form that was drawn and checked.
  public struct Form: Sendable, Hashable {
    /// Fields compared.
    public var fields: Int
    /// Those that were wrong.
    public var errors: Int
    /// The chance it had of being drawn, above 0 and at most 1.
    public var chance: Double
    /// Which draw it came from: draws are independent of each other.
    public var draw: Int

    public init(fields: Int, errors: Int, chance: Double, draw: Int = 0) {
      self.fields = fields
      self.errors = errors
      self.chance = chance
      self.draw = draw
    }
  }

  /// The estimated share of wrong fields, from 0 to 1.
  public let rate: Double
  /// Of the estimate, under repeated drawing; 0 where every form was checked, or none had an error.
  public let standardError: Double
  /// How many independently drawn fields would tell as much; infinite where every form was checked.
  public let effectiveFields: Double
  /// How many forms were checked.
  public let forms: Int

  /// Nil without fields, or with a form whose chance is not above 0 and at most 1.
  ///
  /// The rate weights each form by 1 ÷ chance: Hájek's ratio of two Horvitz–Thompson totals, Särndal, Swensson and
  /// Wretman (1992), *Model Assisted Survey Sampling*, section 5.6. Its variance is that of the residuals errors − rate × fields, by the approximation for fixed-size
  /// samples in Hájek (1964), Annals of Mathematical Statistics 35, as written by Matei and Tillé (2005), Journal of
  /// Official Statistics 21, with *c* = (1 − chance) *n* ÷ (*n* − 1).
  public init?(_ checked: [Form]) {
    guard
      checked.allSatisfy({ $0.chance > 0 && $0.chance <= 1 && (0...$0.fields).contains($0.errors) })
    else { return nil }
    let fields = checked.reduce(0.0) { $0 + Double($1.fields) / $1.chance }
    guard fields > 0 else { return nil }
    let rate = checked.reduce(0.0) { $0 + Double($1.errors) / $1.chance } / fields
    let variance = ErrorRate.variance(of: checked, rate) / (fields * fields)
    self.rate = rate
    forms = checked.count
    standardError = variance.squareRoot()
    effectiveFields = ErrorRate.effectiveFields(checked, fields, rate, variance)
  }

  private static func variance(of checked: [Form], _ rate: Double) -> Double {
    Dictionary(grouping: checked, by: \.draw).values.reduce(0) { sum, forms in
      let expanded = forms.map { (Double($0.errors) - rate * Double($0.fields)) / $0.chance }
      let weights = forms.map { 1 - $0.chance }
      let total = weights.reduce(0, +)
      guard total > 0 else { return sum }
      // One form alone says nothing of how forms differ: its residual is taken whole, as if drawn by itself.
      guard forms.count > 1 else { return sum + weights[0] * expanded[0] * expanded[0] }
      let centre = zip(weights, expanded).reduce(0) { $0 + $1.0 * $1.1 } / total
      let squares = zip(weights, expanded).reduce(0) { $0 + $1.0 * ($1.1 - centre) * ($1.1 - centre) }
      return sum + squares * Double(forms.count) / Double(forms.count - 1)
    }
  }

  /// Fields that count as drawn by themselves if errors fell on fields independently, and fewer where the variance
  /// shows that they come together. Source: Korn and Graubard (1998), Survey Methodology 24, section 2: the
  /// effective sample size *p*(1 − *p*) ÷ variance, never above what independence gives, times the squared ratio of
  /// *t* quantiles that few clusters cost.
  private static func effectiveFields(
    _ checked: [Form], _ fields: Double, _ rate: Double, _ variance: Double
  ) -> Double {
    let spread = checked.reduce(0.0) {
      $0 + Double($1.fields) * (1 - $1.chance) / ($1.chance * $1.chance)
    }
    guard spread > 0 else { return .infinity }
    let independent = fields * fields / spread
    let observed = variance > 0 ? rate * (1 - rate) / variance : independent
    let seen = Double(checked.reduce(0) { $0 + $1.fields })
    let degrees = Double(checked.count - Set(checked.map(\.draw)).count)
    guard degrees > 0, seen > 1 else { return min(independent, observed) }
    let few = StudentDistribution(degreesOfFreedom: seen - 1).quantile(0.975)
    let ratio = few / StudentDistribution(degreesOfFreedom: degrees).quantile(0.975)
    return min(independent, observed) * min(ratio * ratio, 1)
  }

  /// Where the share in the whole batch may lie.
  ///
  /// Source: Korn and Graubard (1998): the exact interval of Clopper and Pearson at the effective sample size. Where
  /// no error, or nothing but errors, were found, errors are taken to fall on fields independently.
  /// - Parameter confidence: from 0 to below 1.
  public func interval(confidence: Double = 0.95) -> (lower: Double, upper: Double) {
    guard effectiveFields < .infinity,
      let interval = ClopperPearsonInterval(
        successes: min(rate, 1) * effectiveFields, of: effectiveFields, confidence: confidence)
    else { return (rate, rate) }
    return (interval.lower, interval.upper)
  }

  /// The share that is not exceeded, with this confidence.
  public func upperBound(confidence: Double = 0.95) -> Double {
    interval(confidence: max(0, 2 * confidence - 1)).upper
  }
}
