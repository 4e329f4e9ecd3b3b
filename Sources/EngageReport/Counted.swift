/// Whom a figure counts: the responses that meet all of some conditions. Told by whoever makes a table, so that what
/// stands in several tables can be held together when a report is made safe for its readers.
///
/// A condition is a **dimension** and the values it may have. Dimensions partition: a response has one value of each,
/// or none where it did not answer. Equal people get equal conditions, whichever analysis tells of them.
/// - A question with one answer is a dimension, its choices are the values; of a question of numbers, days or times
///   the numbers as tables write them.
/// - Of several answers (ticks, themes) each is a dimension of its own, `topics/online`, with the value `yes` (or `no`);
///   who answered at all is `topics`, any answer.
/// - Of a ranking too, `films/jaws`, its values the places from `1`, and `0` for none; and each place is one, `films#1`,
///   its values the choices.
/// - Themes are ticks of `theme:<codebook>:<questions joined by +>`, and any answer of it is to have written a text
///   there.
/// - `date:day`, `date:week` and `date:month` are dimensions of when a response was given, `date:year` of the year of its
///   session, and `change/<question>` one of which way an answer lies from that to the question's pair before.
/// - `session` (always `event/session`), `event` and `unit` (`form`, `table`) are dimensions that every response has a
///   value of.
/// - A question that is called as one of these three is the dimension `?session` and so on.
/// - `where` of a filter: `where:${aware} = 'yes'` with the value `yes`. The survey, the filter and the sessions that a
///   section was asked for need not be told: they are read off `Section.asked`.
///
/// What was said in front of all is no response. Figures of tables that tell nothing are protected bluntly: see
/// PROTOCOL.md.
public struct Counted: Sendable, Hashable, Codable {
  /// What is counted: `responses` (forms and tables' notes), `attended`, `booked`, `people_at_tables` … Figures of
  /// different measures are never added up; `heard` alone is the sum of `responses` of forms and `people_at_tables`.
  public var measure: String
  /// What holds for every row: a dimension and the values it may have; an empty list is “any answer at all”.
  public var conditions: [String: [String]]
  /// What a row's key says: a key column and the dimension that its words are values of.
  ///
  /// Two forms more: a dimension that ends in `/` is one whose words make dimensions of their own (`topics/` and
  /// `online` make `topics/online`, value `yes`); `@` says that the word is itself the name of a dimension. The values of
  /// both are those that `joined` has for the word, or else `values`. Several key columns are named as the row's key is:
  /// `theme | stance`.
  public var keys: [String: String]
  /// For a key of `@` or with `/`: the values counted; empty for any answer at all, with `/` for `yes`.
  public var values: [String]
  /// By key column its words that stand for several or other values: `young` for `under_16`, `16_24`.
  public var joined: [String: [String: [String]]]
  /// The same people in other words, each with its own links to other figures: who put Jaws first is `films/jaws` with
  /// the value `1` and `films#1` with the value `jaws`.
  public var alike: [Counted]

  public init(
    _ measure: String = Counted.responses, where conditions: [String: [String]] = [:],
    keys: [String: String] = [:],
    values: [String] = [], joined: [String: [String: [String]]] = [:], alike: [Counted] = []
  ) {
    self.measure = measure
    self.conditions = conditions
    self.keys = keys
    self.values = values
    self.joined = joined
    self.alike = alike
  }

  /// The measure of forms and tables' notes.
  public static let responses = "responses"
  /// Those who came, those who had booked, the head counts of tables, and forms and people at tables together.
  public static let attended = "attended"
  public static let booked = "booked"
  public static let peopleAtTables = "people_at_tables"
  public static let heard = "heard"
  /// The dimension of what a response speaks for, with the values ``form`` and ``table``.
  public static let unit = "unit"
  public static let form = "form"
  public static let table = "table"
  /// A value of any dimension that no response has: of rows that count nobody.
  public static let nobody = ""

  /// Those who filled in a form, and meet further conditions.
  public static func forms(
    where conditions: [String: [String]] = [:], keys: [String: String] = [:], values: [String] = [],
    joined: [String: [String: [String]]] = [:], alike: [Counted] = []
  ) -> Counted {
    Counted(
      where: conditions.merging([unit: [form]]) { own, _ in own }, keys: keys, values: values, joined: joined,
      alike: alike)
  }

  private enum CodingKeys: String, CodingKey {
    case measure
    case conditions = "where"
    case keys, values, joined, alike
  }

  public init(from decoder: any Decoder) throws {
    let keyed = try decoder.container(keyedBy: CodingKeys.self)
    measure = try keyed.decodeIfPresent(String.self, forKey: .measure) ?? Counted.responses
    conditions = try keyed.decodeIfPresent([String: [String]].self, forKey: .conditions) ?? [:]
    keys = try keyed.decodeIfPresent([String: String].self, forKey: .keys) ?? [:]
    values = try keyed.decodeIfPresent([String].self, forKey: .values) ?? []
    joined = try keyed.decodeIfPresent([String: [String: [String]]].self, forKey: .joined) ?? [:]
    alike = try keyed.decodeIfPresent([Counted].self, forKey: .alike) ?? []
  }

  public func encode(to encoder: any Encoder) throws {
    var keyed = encoder.container(keyedBy: CodingKeys.self)
    try keyed.encode(measure, forKey: .measure)
    if !conditions.isEmpty { try keyed.encode(conditions, forKey: .conditions) }
    if !keys.isEmpty { try keyed.encode(keys, forKey: .keys) }
    if !values.isEmpty { try keyed.encode(values, forKey: .values) }
    if !joined.isEmpty { try keyed.encode(joined, forKey: .joined) }
    if !alike.isEmpty { try keyed.encode(alike, forKey: .alike) }
  }
}
