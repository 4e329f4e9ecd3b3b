public import EngageReport
import FoundationEssentials

/// What a plugin says to Engage.
public enum PluginMessage: Sendable {
  case hello(protocol: Int, name: String, version: String)
  /// The tally as it stands: JSON that only the plugin understands.
  case tally(state: [UInt8])
  case section(PluginSection)
  /// What is wrong, in words for the person who asked for the analysis.
  case error(message: String)

  /// The word of its type.
  public var type: String {
    switch self {
    case .hello: "hello"
    case .tally: "tally"
    case .section: "section"
    case .error: "error"
    }
  }

  /// Reads a line, without its end.
  /// - Throws: `BadMessage`.
  public init(line: [UInt8]) throws(BadMessage) {
    guard let scan = LineScan(line), let type = scan.values["type"] else { throw .noMessage }
    guard let word = try? JSONDecoder().decode(String.self, from: Data(line[type])) else { throw .noMessage }
    switch word {
    case "hello":
      let hello: Hello = try PluginMessage.decode(line, as: word)
      self = .hello(protocol: hello.`protocol`, name: hello.name, version: hello.version)
    case "tally":
      guard let state = scan.values["state"] else { throw .unfit(type: word, what: "lacks “state”") }
      self = .tally(state: Array(line[state]))
    case "section":
      guard let section = scan.values["section"] else { throw .unfit(type: word, what: "lacks “section”") }
      self = .section(try PluginMessage.decode(Array(line[section]), as: word))
    case "error":
      let error: Problem = try PluginMessage.decode(line, as: word)
      self = .error(message: error.message)
    default: throw .unknownType
    }
  }

  private struct Hello: Decodable {
    var `protocol`: Int
    var name: String
    var version: String
  }

  private struct Problem: Decodable { var message: String }

  private static func decode<Value: Decodable>(_ bytes: [UInt8], as type: String) throws(BadMessage) -> Value
  {
    do {
      return try JSONDecoder().decode(Value.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw .unfit(type: type, what: BadMessage.words(error))
    } catch {
      throw .unfit(type: type, what: "is no valid JSON")
    }
  }
}

/// Why a line of a plugin is none of its messages. What the line says is not repeated: it may be what somebody wrote.
public enum BadMessage: Error, Sendable, Hashable {
  /// No JSON object with a `type`.
  case noMessage
  case unknownType
  /// `what` goes on after "the message".
  case unfit(type: String, what: String)

  static func words(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context):
      "lacks “\((path(context) + [key.stringValue]).joined(separator: "."))”"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "holds something else than expected at \(place(context))"
    case .dataCorrupted(let context):
      context.codingPath.isEmpty
        ? "is no valid JSON (NaN and Infinity are none: write null)"
        : "holds a word or number that is not allowed at \(place(context))"
    @unknown default: "can't be understood"
    }
  }

  private static func place(_ context: DecodingError.Context) -> String {
    "“\(path(context).joined(separator: "."))”"
  }

  private static func path(_ context: DecodingError.Context) -> [String] {
    context.codingPath.map { $0.intValue.map { String($0 + 1) } ?? $0.stringValue }
  }
}

/// A section as a plugin gives it: what the host knows better, it may leave out.
public struct PluginSection: Sendable, Decodable {
  /// The analysis it says it is of; `nil` where it does not say.
  public var analysis: String?
  public var title: String
  public var statements: [Statement]
  public var tables: [PluginTable]
  public var measures: [Measure]
  public var charts: [Chart]
  public var notes: [String]

  private enum CodingKeys: String, CodingKey {
    case analysis, title, statements, tables, measures, charts, notes
  }

  public init(from decoder: any Decoder) throws {
    let keyed = try decoder.container(keyedBy: CodingKeys.self)
    analysis = try keyed.decodeIfPresent(String.self, forKey: .analysis)
    title = try keyed.decode(String.self, forKey: .title)
    statements = try keyed.decodeIfPresent([Statement].self, forKey: .statements) ?? []
    tables = try keyed.decodeIfPresent([PluginTable].self, forKey: .tables) ?? []
    measures = try keyed.decodeIfPresent([Measure].self, forKey: .measures) ?? []
    charts = try keyed.decodeIfPresent([Chart].self, forKey: .charts) ?? []
    notes = try keyed.decodeIfPresent([String].self, forKey: .notes) ?? []
  }

  /// The section of the analysis of that name.
  public func section(of analysis: String) -> Section {
    Section(
      analysis: analysis, title: title, statements: statements, tables: tables.map(\.table),
      measures: measures,
      charts: charts, notes: notes)
  }
}

/// A table as a plugin gives it, its rows not yet known to fit its columns.
public struct PluginTable: Sendable, Decodable {
  public var table: Table

  private enum CodingKeys: String, CodingKey {
    case name, title, base, dimensions, totals, overlapping, columns, rows, counts, notes, withheld
  }

  public init(from decoder: any Decoder) throws {
    let keyed = try decoder.container(keyedBy: CodingKeys.self)
    table = Table(
      name: try keyed.decode(String.self, forKey: .name),
      title: try keyed.decode(String.self, forKey: .title),
      base: try keyed.decodeIfPresent(Base.self, forKey: .base),
      dimensions: try keyed.decodeIfPresent([String].self, forKey: .dimensions) ?? [],
      totals: try keyed.decodeIfPresent(Totals.self, forKey: .totals) ?? Totals(),
      overlapping: try keyed.decodeIfPresent(Bool.self, forKey: .overlapping) ?? false,
      columns: try keyed.decode([Column].self, forKey: .columns),
      rows: try keyed.decode([[Cell]].self, forKey: .rows),
      counts: try keyed.decodeIfPresent([String: [String: Counted]].self, forKey: .counts) ?? [:],
      notes: try keyed.decodeIfPresent([String].self, forKey: .notes) ?? [],
      withheld: try keyed.decodeIfPresent(String.self, forKey: .withheld))
  }
}
