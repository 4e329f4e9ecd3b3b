public import EngageModel

/// How many responses, by unit: forms, and notes of tables.
public struct UnitCount: Sendable, Hashable, Codable {
  public var forms: Int
  public var tables: Int

  public init(forms: Int = 0, tables: Int = 0) {
    self.forms = forms
    self.tables = tables
  }

  @inlinable public var sum: Int { forms + tables }

  /// Counts a response by its unit, as a batch has it.
  @inlinable public mutating func count(_ unit: UInt8) {
    if unit == 0 { forms += 1 } else { tables += 1 }
  }

  public mutating func merge(_ other: UnitCount) {
    forms += other.forms
    tables += other.tables
  }

  public static func + (one: UnitCount, other: UnitCount) -> UnitCount {
    UnitCount(forms: one.forms + other.forms, tables: one.tables + other.tables)
  }

  public static func - (one: UnitCount, other: UnitCount) -> UnitCount {
    UnitCount(forms: one.forms - other.forms, tables: one.tables - other.tables)
  }
}

extension ResponseBatch {
  /// Whether a row is what was said in front of all: no table's notes, and counted nowhere.
  @inlinable public func isPlenary(_ row: Int) -> Bool {
    units[row] == 1 && people[row] == Int32(Response.peopleOfPlenary)
  }
}

extension Span<UInt8> {
  /// Whether a text holds more than white space.
  @inlinable public var saysSomething: Bool {
    for index in indices where self[index] > 0x20 { return true }
    return false
  }
}
