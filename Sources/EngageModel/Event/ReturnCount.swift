/// The forms and the notes of tables that came back from a session or several.
public struct ReturnCount: Sendable, Codable, Hashable {
  public var forms: Int
  public var tables: Int
  /// The sum of the head counts that are known.
  public var people: Int
  /// Tables whose head count is not known.
  public var uncountedTables: Int

  public init(forms: Int = 0, tables: Int = 0, people: Int = 0, uncountedTables: Int = 0) {
    self.forms = forms
    self.tables = tables
    self.people = people
    self.uncountedTables = uncountedTables
  }

  /// People at tables as far as their number is known; `nil` where there are tables and not one was counted.
  public var peopleAtTables: Int? { tables > 0 && uncountedTables == tables ? nil : people }

  /// Whether nothing came back.
  public var isEmpty: Bool { forms + tables == 0 }

  /// Counts a form, or a table with its head count. Notes with a head count of 0 are the plenary's: no table sat
  /// behind them.
  public mutating func add(_ unit: Unit, people headCount: Int?) {
    guard unit == .table else {
      forms += 1
      return
    }
    if headCount == Response.peopleOfPlenary { return }
    tables += 1
    if let headCount { people += headCount } else { uncountedTables += 1 }
  }

  public mutating func add(_ response: Response) {
    add(response.unit, people: response.isPlenary ? Response.peopleOfPlenary : response.people)
  }

  /// Counts a row of a batch.
  public mutating func add(_ batch: borrowing ResponseBatch, _ row: Int) {
    let people = batch.people[row]
    add(batch.units[row] == 1 ? .table : .person, people: people < 0 ? nil : Int(people))
  }

  public mutating func merge(_ other: ReturnCount) {
    forms += other.forms
    tables += other.tables
    people += other.people
    uncountedTables += other.uncountedTables
  }
}

extension Response {
  /// The head count that is stored with the plenary's notes: nobody sat at it, and it is no table. One whose head
  /// count nobody knows has none.
  public static let peopleOfPlenary = 0

  /// Whether these are notes of what was said in front of all.
  public var isPlenary: Bool {
    unit == .table && (details?.table?.kind == .plenary || people == Response.peopleOfPlenary)
  }
}
