/// Whom a figure counts: the responses that meet all of some conditions. Told by whoever makes a table, so that what
/// stands in several tables can be held together when a report is made safe for its readers.
///
/// A condition is a **dimension** and the values it may have. Dimensions partition: a response has one value of each,
/// or none where it did not answer.
/// - A question with one answer is a dimension, its choices are the values.
/// - Of several answers (ticks, themes) each is a dimension of its own, `topics/online`, with the value `yes`.
/// - `session`, `event` and `unit` (`form`, `table`) are dimensions that every response has a value of.
/// - `where` of a filter: `where:${aware} = 'yes'` with the value `yes`. The filter and the sessions that a section was
///   asked for need not be told: they are read off `Section.asked`.
///
/// Figures of tables that tell nothing are protected bluntly: see PROTOCOL.md.
public struct Counted: Sendable, Hashable, Codable {
  /// What is counted: `responses` (forms and tables' notes), `attended`, `people` … Figures of different measures are
  /// never added up.
  public var measure: String
  /// What holds for every row: a dimension and the values it may have; an empty list is “any answer at all”.
  public var conditions: [String: [String]]
  /// What a row's key says: a key column and the dimension that its words are values of.
  ///
  /// Two forms more: a dimension that ends in `/` is one whose words make dimensions of their own (`topics/` and
  /// `online` make `topics/online`, value `yes`); `@` says that the word is itself the name of a dimension, whose
  /// values are `values`.
  public var keys: [String: String]
  /// For a key of `@`: the values counted; empty for any answer at all.
  public var values: [String]
  /// Words of key columns that stand for several values: `young` for `under_16`, `16_24`.
  public var joined: [String: [String]]

  public init(
    _ measure: String = Counted.responses, where conditions: [String: [String]] = [:],
    keys: [String: String] = [:],
    values: [String] = [], joined: [String: [String]] = [:]
  ) {
    self.measure = measure
    self.conditions = conditions
    self.keys = keys
    self.values = values
    self.joined = joined
  }

  /// The measure of forms and tables' notes.
  public static let responses = "responses"
  /// The dimension of what a response speaks for, with the values ``form`` and ``table``.
  public static let unit = "unit"
  public static let form = "form"
  public static let table = "table"

  /// Those who filled in a form, and meet further conditions.
  public static func forms(
    where conditions: [String: [String]] = [:], keys: [String: String] = [:], values: [String] = [],
    joined: [String: [String]] = [:]
  ) -> Counted {
    Counted(
      where: conditions.merging([unit: [form]]) { own, _ in own }, keys: keys, values: values, joined: joined)
  }

  private enum CodingKeys: String, CodingKey {
    case measure
    case conditions = "where"
    case keys, values, joined
  }

  public init(from decoder: any Decoder) throws {
    let keyed = try decoder.container(keyedBy: CodingKeys.self)
    measure = try keyed.decodeIfPresent(String.self, forKey: .measure) ?? Counted.responses
    conditions = try keyed.decodeIfPresent([String: [String]].self, forKey: .conditions) ?? [:]
    keys = try keyed.decodeIfPresent([String: String].self, forKey: .keys) ?? [:]
    values = try keyed.decodeIfPresent([String].self, forKey: .values) ?? []
    joined = try keyed.decodeIfPresent([String: [String]].self, forKey: .joined) ?? [:]
  }

  public func encode(to encoder: any Encoder) throws {
    var keyed = encoder.container(keyedBy: CodingKeys.self)
    try keyed.encode(measure, forKey: .measure)
    if !conditions.isEmpty { try keyed.encode(conditions, forKey: .conditions) }
    if !keys.isEmpty { try keyed.encode(keys, forKey: .keys) }
    if !values.isEmpty { try keyed.encode(values, forKey: .values) }
    if !joined.isEmpty { try keyed.encode(joined, forKey: .joined) }
  }
}
