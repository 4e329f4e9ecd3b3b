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

// MARK: - Read for a row

extension Counted {
  /// Dimensions that every response has a value of: a total over them has no condition.
  private static let everywhere: Set<String> = ["session", "event", unit]

  /// The dimension of a question's answers: its name, with a mark where a dimension of all responses is called so.
  public static func dimension(of question: String) -> String {
    everywhere.contains(question) ? "?\(question)" : question
  }

  /// The same for one row, its conditions complete and nothing left to be read off keys.
  /// - Parameters:
  ///   - words: of the row's key columns, by the columns' names.
  ///   - isTotal: whether the row is a total over its keys: of sessions and events then any, of a question any answer.
  /// - Returns: `nil` where a key that it reads is not there, or a total is over questions.
  public func read(_ words: [String: String], isTotal: Bool = false) -> Counted? {
    var read = Counted(measure, where: conditions)
    for (columns, dimension) in keys {
      guard let word = Counted.word(columns, in: words) else { return nil }
      if isTotal {
        if dimension == "@" { return nil }
        if !Counted.everywhere.contains(dimension) { read.require(Counted.whole(of: dimension), []) }
      } else if dimension == "@" {
        read.require(Counted.dimension(of: word), joined[columns]?[word] ?? values)
      } else if dimension.hasSuffix("/") {
        read.require(dimension + word, joined[columns]?[word] ?? (values.isEmpty ? ["yes"] : values))
      } else {
        read.require(dimension, joined[columns]?[word] ?? [word])
      }
    }
    for other in alike {
      if let other = other.read(words, isTotal: isTotal) { read.alike.append(other) }
    }
    return read
  }

  /// Adds a condition; of two on one dimension both hold.
  public mutating func require(_ dimension: String, _ values: [String]) {
    guard let own = conditions[dimension], !own.isEmpty else {
      conditions[dimension] = values
      return
    }
    if values.isEmpty { return }
    let both = own.filter(values.contains)
    conditions[dimension] = both.isEmpty ? [Counted.nobody] : both
  }

  /// The words of one key column, or of several joined as a row's key is.
  private static func word(_ columns: String, in words: [String: String]) -> String? {
    if let word = words[columns] { return word }
    var found: [String] = []
    for column in columns.split(separator: " | ", omittingEmptySubsequences: true) {
      guard let word = words[String(column)] else { return nil }
      found.append(word)
    }
    return found.joined(separator: " | ")
  }

  /// The dimension of which any answer at all is an answer to those that `topics/` makes.
  private static func whole(of dimension: String) -> String {
    dimension.hasSuffix("/") ? String(dimension.dropLast()) : dimension
  }
}

extension Table {
  /// Whom the count, or the part of the share, in a cell counts; `nil` where it is not told.
  public func counted(row: Int, column: Int) -> Counted? {
    if let own = counts[key(ofRow: row)]?[columns[column].name] { return own.read(keyWords(ofRow: row)) }
    if let own = columns[column].counts {
      return own.read(keyWords(ofRow: row), isTotal: isTotal(row: row))
    }
    guard columns[column].kind == .share, let part = columns[column].from.flatMap(index(of:)), part != column
    else { return nil }
    return counted(row: row, column: part)
  }

  /// Whom the whole of the share in a cell counts; `nil` where it is not told.
  public func whole(row: Int, column: Int) -> Counted? {
    columns[column].whole?.read(keyWords(ofRow: row), isTotal: isTotal(row: row))
  }

  private func keyWords(ofRow row: Int) -> [String: String] {
    var words: [String: String] = [:]
    for (column, cell) in zip(columns, rows[row]) where column.kind == .key {
      words[column.name] = cell.words
    }
    return words
  }
}
